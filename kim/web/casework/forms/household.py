"""The forms of a household: somebody is added, corrected, or brought in with a case of their own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.casework.public import HouseholdMember, Lives, Relation, Sex
from kim.web.casework.forms.careful import CarefulCharField
from kim.web.casework.forms.person import asked_field
from kim.web.fields import LanguageField
from kim.web.forms import CleanCharField, KimForm, WithBirth, write_birth

HEAD = ("given_name", "family_name", "name_original", "name_original_language", "is_protected")


def _relation() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Relation"), choices=Relation, initial=Relation.NOT_KNOWN)


def _lives() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Lives"), choices=Lives, initial=Lives.HERE, required=False)


def _note() -> CarefulCharField:
    return CarefulCharField(
        label=_("Note"),
        required=False,
        max_length=200,
        help_text=_("For example: second class, without a nursery place"),
    )


class HouseholdForm(WithBirth):
    """A member of the household in head form; only the family name and the relation are compulsory."""

    relation = _relation()
    lives = _lives()
    given_name = CleanCharField(label=_("Given name"), required=False, max_length=120)
    family_name = CleanCharField(label=_("Family name"), max_length=120)
    name_original = CleanCharField(label=_("Name in original script"), required=False, max_length=200)
    name_original_language = LanguageField(label=_("Language of this script"), required=False, empty=_("not known"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.NOT_ASKED, required=False)
    note = _note()
    is_protected = forms.BooleanField(
        label=_("Name and address are protected"), required=False,
        help_text=_("Then only the person responsible and whoever stands in see them in this household."),
    )  # fmt: skip

    def person_values(self) -> dict[str, Any]:
        """The fields of the person."""
        known = {name: self.cleaned_data[name] for name in HEAD}
        return known | {"sex": self.cleaned_data["sex"] or Sex.NOT_ASKED} | self.birth_parts

    def member_values(self) -> dict[str, Any]:
        """The fields of the row."""
        data = self.cleaned_data
        return {"relation": data["relation"], "lives": data["lives"] or Lives.NOT_ASKED, "note": data["note"]}


class MemberForm(HouseholdForm):
    """A member as it is corrected."""

    person_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asked = asked_field()

    @staticmethod
    def from_member(member: HouseholdMember) -> dict[str, Any]:
        """What is stored, as initial values."""
        person = member.person
        return {name: getattr(person, name) for name in (*HEAD, "sex", "birth_given")} | {
            "relation": member.relation, "lives": member.lives, "note": member.note, "version": member.version,
            "person_version": person.version,
            "birth": write_birth(person.birth_year, person.birth_month, person.birth_day),
        }  # fmt: skip


class ClientMemberForm(KimForm):
    """A member with a case of their own: the head is corrected there, here only what concerns the household."""

    relation = _relation()
    lives = _lives()
    note = _note()
    asked = asked_field()

    def person_values(self) -> dict[str, Any]:
        return {}

    def member_values(self) -> dict[str, Any]:
        """The fields of the row."""
        data = self.cleaned_data
        return {"relation": data["relation"], "lives": data["lives"] or Lives.NOT_ASKED, "note": data["note"]}

    @staticmethod
    def from_member(member: HouseholdMember) -> dict[str, Any]:
        """What is stored, as initial values."""
        return {name: getattr(member, name) for name in ("relation", "lives", "note", "version")}


class LinkForm(KimForm):
    """Somebody of the household who is a client already, by the reference of their case."""

    reference = CleanCharField(
        label=_("Reference of their case"), max_length=24,
        help_text=_("You must be responsible for both cases or stand in for whoever is."),
    )  # fmt: skip
    relation = _relation()
    lives = _lives()
    note = _note()

    def member_values(self) -> dict[str, Any]:
        """The fields of the row."""
        data = self.cleaned_data
        return {"relation": data["relation"], "lives": data["lives"] or Lives.NOT_ASKED, "note": data["note"]}
