"""The few words papers bring along themselves, in the nine languages they are written in."""

from typing import Final

from kim.documents.writing import language_tag

SOURCE_LANGUAGE: Final = "de"
LANGUAGES: Final = ("de", "en", "fr", "tr", "kmr", "uk", "ru", "ar", "fa")
_KEYS = ("page", "contents", "as_of", "filters", "total", "no_rows", "checked", "unchecked", "note")
_WORDS: Final = {
    "de": (
        "Seite {page} von {pages}", "Inhalt", "Stand", "Ausgewählt nach", "Summe",
        "Es gibt keine Einträge.", "angekreuzt", "nicht angekreuzt", "Hinweis",
    ),
    "en": (
        "Page {page} of {pages}", "Contents", "As of", "Selected by", "Total",
        "There are no entries.", "ticked", "not ticked", "Note",
    ),
    "fr": (
        "Page {page} sur {pages}", "Sommaire", "État au", "Sélection", "Total",
        "Il n’y a aucune entrée.", "coché", "non coché", "Remarque",
    ),
    "tr": (
        "Sayfa {page} / {pages}", "İçindekiler", "Tarih", "Seçim ölçütü", "Toplam",
        "Kayıt yok.", "işaretli", "işaretsiz", "Not",
    ),
    "kmr": (
        "Rûpel {page} ji {pages}", "Naverok", "Dîrok", "Hilbijartin", "Giştî",
        "Tomar tune ne.", "nîşankirî", "nenîşankirî", "Têbînî",
    ),
    "uk": (
        "Сторінка {page} з {pages}", "Зміст", "Станом на", "Вибрано за", "Разом",
        "Записів немає.", "позначено", "не позначено", "Примітка",
    ),
    "ru": (
        "Страница {page} из {pages}", "Содержание", "По состоянию на", "Выбрано по", "Итого",
        "Записей нет.", "отмечено", "не отмечено", "Примечание",
    ),
    "ar": (
        "صفحة {page} من {pages}", "المحتويات", "بتاريخ", "معايير الاختيار", "المجموع",
        "لا توجد بيانات.", "محدد", "غير محدد", "ملاحظة",
    ),
    "fa": (
        "صفحه {page} از {pages}", "فهرست", "تا تاریخ", "انتخاب بر اساس", "جمع",
        "موردی وجود ندارد.", "علامت‌دار", "بدون علامت", "توضیح",
    ),
}  # fmt: skip
_SAME = {"prs": "fa", "ku": "kmr"}


def known_language(language: str | None) -> str:
    """The language papers have words in that comes closest: Dari reads Persian; German where nothing fits."""
    tag = language_tag(language) or SOURCE_LANGUAGE
    tag = _SAME.get(tag, tag)
    return tag if tag in LANGUAGES else SOURCE_LANGUAGE


def labels_in(language: str | None) -> dict[str, str]:
    """All labels in this language."""
    return dict(zip(_KEYS, _WORDS[known_language(language)], strict=True))
