"""A file to keep."""

from django.http import HttpResponse

from vierspan.workspace.exchange.exports import File


def download(file: File) -> HttpResponse:
    reply = HttpResponse(file.content, content_type=file.media_type)
    reply.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return reply
