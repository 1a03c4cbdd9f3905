"""How a question is decided, by a rule that was chosen beforehand."""
