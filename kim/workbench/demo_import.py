"""The demo county's record of an import: figures that somebody brought in from the example file and took back."""

from django.utils import timezone, translation

from kim.organisation.public import User
from kim.privacy.public import Scope, open_scope
from kim.sheets import writing
from kim.workbench import importing
from kim.workbench.actions import imports

TARGET = "figures"


def load() -> None:
    """Bring the example file in and take it back, as the administrator of the demo; without one nothing happens."""
    user = User.objects.filter(memberships__role="administrator", is_active=True).order_by("pk").first()
    target = importing.target(TARGET)
    if user is None or target is None:
        return
    with translation.override("de"), open_scope(Scope(name="demo", user_id=user.pk)):
        heads, *rows = target.example(timezone.localdate())
        data = b"".join(writing.csv_blocks([writing.Head(head) for head in heads], rows))
        run = imports.upload(by=user, target=target, file_name="einwohner-probe.csv", data=data)
        mapping = imports.propose(target, user, heads)
        run = imports.choose_columns(run=run, by=user, sheet="", head_line=run.head_line, mapping=mapping)
        if imports.to_write(run).exists():
            run = imports.confirm(run=run, by=user)
            imports.undo(run=run, by=user)
