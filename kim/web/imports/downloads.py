"""What is taken along from an import: an example file, and the faulty rows with their reasons."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kim.privacy.public import audit, reading
from kim.sheets import cells, writing
from kim.web.imports.shown import taken
from kim.workbench.public import RowState, importing, imports


@require_safe
@reading
def example(request: HttpRequest, key: str) -> HttpResponse:
    """A small file with the right headings and invented rows that fit this county."""
    target = importing.target(key)
    if target is None:
        raise Http404
    if not request.user.has(target.permission):
        raise PermissionDenied
    heads, *rows = target.example(timezone.localdate())
    return _csv(f"beispiel-{target.key}", heads, rows)


@require_safe
@reading
def faulty(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that are not imported, as they were written, with their reasons in a column of their own."""
    run, target = imports.run_for(request.user, pk)
    columns = taken(target, run)
    rows = list(run.rows.filter(state=RowState.FAULTY).order_by("number"))
    audit.record("import.faulty_taken", target=run, rows=len(rows))
    names = {column.key: str(column.label) for column in target.columns}
    lines = [
        [
            row.number,
            *(cells.as_text(cells.from_json(row.cells.get(column.key))) for column in columns),
            " ".join(f"{names.get(each['column'], each['column'])}: {each['text']}" for each in row.findings),
        ]
        for row in rows
    ]
    heads = [_("Line"), *(str(column.label) for column in columns), _("Reason")]
    return _csv(f"fehlerhafte-zeilen-{run.pk}", heads, lines)


def _csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> StreamingHttpResponse:
    blocks = writing.csv_blocks([writing.Head(head) for head in heads], rows)
    return StreamingHttpResponse(
        list(blocks),
        content_type=writing.CSV_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
