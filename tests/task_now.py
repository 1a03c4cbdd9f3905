"""Runs a task at once, as far as it is due; what is put off is left lying."""

from typing import Any

from django.utils import timezone
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task


class Now(ImmediateBackend):
    supports_defer = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> Any:  # type: ignore[type-arg]
        if task.run_after is not None and task.run_after > timezone.now():
            return None
        return super().enqueue(task, args, kwargs)
