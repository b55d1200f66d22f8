"""Files that people hand in: looked at where they come in, and given out again so that nothing in them runs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kim.casework.public import file_types
from kim.exceptions import KimError

# What is sent runs nothing, loads nothing and belongs to no page.
ALONE = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
SHUT = f"default-src 'none'; {ALONE}; sandbox"
# How what is looked at in a browser is sent, by the way it is shown. Viewers for PDF do not start in a sandbox, and some are plug-ins.
LOOKED_AT = {"image": SHUT, "text": SHUT, "pdf": f"script-src 'none'; object-src 'self'; {ALONE}"}
Looked = tuple[UploadedFile, file_types.FileType]


class HandedField(forms.FileField):
    """One file. What it is decides its content, not its name; what is not filed is refused with what to do instead."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"accept": file_types.ACCEPT, "data-kim-most": str(settings.KIM_DOCUMENT_BYTES)}
        super().__init__(widget=forms.FileInput(attrs=attrs), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > settings.KIM_DOCUMENT_BYTES:
            most = settings.KIM_DOCUMENT_BYTES // 1024**2
            raise forms.ValidationError(
                _("This paper is larger than %(most)s MB. Save it smaller or split it.") % {"most": most}
            )
        try:
            return self.handed(upload, file_types.recognise(upload, upload.name))
        except KimError as error:
            raise forms.ValidationError(str(error)) from error

    def handed(self, upload: UploadedFile, kind: file_types.FileType) -> Any:
        """What the form gets: the file and its kind."""
        return upload, kind


def sent_file(
    content: bytes | Iterable[bytes],
    media: str,
    *,
    size: int,
    name: str,
    as_attachment: bool = True,
    policy: str = SHUT,
) -> HttpResponseBase:
    """The bytes as they were handed in, under the name they came with and an ending that says what they are."""
    kind = file_types.BY_MEDIA[media]
    sort = "text/plain; charset=utf-8" if kind is file_types.TEXT else media
    whole = isinstance(content, bytes)
    response = (HttpResponse if whole else StreamingHttpResponse)(content, content_type=sort)
    response["Content-Length"] = str(size)
    if file_types.ending_of(name) not in kind.extensions:
        name = f"{file_types.clean_name(name or gettext('Document'))[:180]}.{kind.extensions[0]}"
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    return guarded(response, policy)


def guarded(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    """Nothing in it runs, no other page uses it, nobody keeps a copy."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response
