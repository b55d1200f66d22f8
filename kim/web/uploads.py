"""Receiving files: too much is refused while it arrives, and what arrives lies in no place that outlives the request."""

import tempfile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

IN_MEMORY = 1024 * 1024


class _Arriving(tempfile.SpooledTemporaryFile):  # type: ignore[type-arg]
    """What has arrived so far; a request that breaks off leaves nothing open."""

    def __del__(self) -> None:
        self.close()


class GuardedUpload(FileUploadHandler):
    """The only way files come in. Up to a megabyte waits in memory, more in a temporary file without a name, gone with its process."""

    arrived = 0

    def handle_raw_input(self, input_data: Any, META: dict[str, Any], content_length: int, *_: Any, **__: Any) -> None:
        """What says that it is too large is refused before a byte of it is read."""
        if content_length > settings.KIM_UPLOAD_BYTES:
            raise RequestDataTooBig("the upload is larger than KIM_UPLOAD_BYTES")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = _Arriving(max_size=IN_MEMORY)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """What does not say how large it is is counted."""
        self.arrived += len(raw_data)
        if self.arrived > settings.KIM_UPLOAD_BYTES:
            self.file.close()
            raise RequestDataTooBig("the upload is larger than KIM_UPLOAD_BYTES")
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        return UploadedFile(
            file=self.file, name=self.file_name, content_type=self.content_type, size=file_size, charset=self.charset,
            content_type_extra=self.content_type_extra,
        )  # fmt: skip

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
