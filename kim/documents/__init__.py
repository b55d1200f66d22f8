"""Papers: plain values in, an accessible PDF (PDF/UA-1, PDF/A-2a) or a filled DOCX out.

Four kinds share the county's head: letter, form, report, list. Knows no framework, no database and no case; whatever
somebody typed comes in as data and is never read as markup.
"""

from kim.documents.exceptions import DocumentError, FontsMissing, NoPicture, NoPreview, NotTypeset, UnusableTemplate
from kim.documents.form import Choice, Field, Form, Section, picture_form, render_form
from kim.documents.head import Head
from kim.documents.labels import LANGUAGES, known_language
from kim.documents.letter import Letter, LetterText, Translation, picture_letter, render_letter
from kim.documents.listing import Listing, picture_list, render_list
from kim.documents.preview import first_page, page_count
from kim.documents.report import Chart, Heading, Paragraph, Report, Table, picture_report, render_report
from kim.documents.table import Column
from kim.documents.word import CheckedTemplate, Problem, UnknownField, check_template, fill_template
from kim.documents.writing import undisplayable

__all__ = [
    "LANGUAGES",
    "Chart",
    "CheckedTemplate",
    "Choice",
    "Column",
    "DocumentError",
    "Field",
    "FontsMissing",
    "Form",
    "Head",
    "Heading",
    "Letter",
    "LetterText",
    "Listing",
    "NoPicture",
    "NoPreview",
    "NotTypeset",
    "Paragraph",
    "Problem",
    "Report",
    "Section",
    "Table",
    "Translation",
    "UnknownField",
    "UnusableTemplate",
    "check_template",
    "fill_template",
    "first_page",
    "known_language",
    "page_count",
    "picture_form",
    "picture_letter",
    "picture_list",
    "picture_report",
    "render_form",
    "render_letter",
    "render_list",
    "render_report",
    "undisplayable",
]
