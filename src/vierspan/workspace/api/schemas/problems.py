from ninja import Schema


class FieldProblem(Schema):
    """What is wrong with one thing that was sent."""

    field: str
    message: str


class ProblemOut(Schema):
    """Why there is no answer: a fixed code for programs, a sentence for people."""

    code: str
    message: str
    fields: list[FieldProblem] = []


REFUSED = dict.fromkeys((401, 403, 404, 409, 422), ProblemOut)
