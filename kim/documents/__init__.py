"""Papers: plain values in, an accessible PDF (PDF/UA-1, PDF/A-2a) or a filled DOCX out.

Four kinds share the county's head: letter, form, report, list. Knows no framework, no database and no case; whatever
somebody typed comes in as data and is never read as markup.
"""

from kim.documents.exceptions import DocumentError, FontsMissing, NoPicture, NotTypeset, UnusableTemplate
from kim.documents.writing import undisplayable

__all__ = ["DocumentError", "FontsMissing", "NoPicture", "NotTypeset", "UnusableTemplate", "undisplayable"]
