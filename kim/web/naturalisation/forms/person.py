"""Identity, German, knowledge of the country, declarations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kim.web.naturalisation.forms.base import YES_NO, Answer, Raw

OBSTACLE = "illness, disability or age"  # the group of reasons, never which


class IdentityForm(Answer):
    """The best proof of identity."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(
            ("passport", _("passport, valid or expired")),
            ("other", _("other papers, for example identity card or birth certificate")),
            ("own", _("only papers that rest on own statements")),
            ("nothing", _("no papers")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {
            "identity": {
                "passport": {"passport": True},
                "other": {"passport": False, "other_documents": True},
                "own": {"own_statements_only": True},
                "nothing": {"passport": False},
            }[self.cleaned_data["said"]]
        }


class LanguageForm(Answer):
    """The highest level with a certificate, or a German school."""

    said = forms.ChoiceField(
        label=_("Highest level with a certificate"), widget=forms.RadioSelect,
        choices=(
            ("school", _("German school leaving certificate, vocational training or studies")),
            ("C2", "C2"), ("C1", "C1"), ("B2", "B2"), ("B1", "B1"), ("A2", "A2"), ("A1", "A1"),
            ("<A1", _("no certificate, no German yet")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        said = self.cleaned_data["said"]
        return {"language": {"evidence": "German school"} if said == "school" else {"level": said}}


class SpokenForm(Answer):
    """Oral German and documented efforts, where B1 is missing."""

    oral = forms.ChoiceField(label=_("Is German enough for everyday talk?"), choices=YES_NO, widget=forms.RadioSelect)
    efforts = forms.ChoiceField(
        label=_("Are there papers about courses and examinations tried?"), choices=YES_NO, widget=forms.RadioSelect
    )

    def facts(self) -> Raw:
        return {
            "language": {
                "oral_everyday": self.known_or_none("oral"),
                "serious_efforts_documented": self.known_or_none("efforts"),
            }
        }


class ObstacleForm(Answer):
    """Whether a reason the law knows keeps the person from learning; which one is not asked."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        text = OBSTACLE if self.cleaned_data["said"] == "yes" else "none"
        return {"language": {"cause": text}, "civics": {"cause": text}}


class ChildLanguageForm(Answer):
    """German that fits the age of a child."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        return {"language": {"age_appropriate": self.known_or_none("said")}}


class CivicsForm(Answer):
    """The test, or what stands for it."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(
            ("test", _("naturalisation test or “Leben in Deutschland” passed (17 of 33)")),
            ("school", _("German school leaving certificate")),
            ("not_yet", _("not yet, or not passed")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {
            "civics": {"test": {"passed": True}, "school": {"evidence": "German school"}, "not_yet": {"passed": False}}[
                self.cleaned_data["said"]
            ]
        }


class CourseForm(Answer):
    """The integration course."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        return {"integration_course": "passed" if self.cleaned_data["said"] == "yes" else "not passed"}


class AchievementForm(Answer):
    """Special achievements, where the law of the day looks at them."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        return {"achievement": "stated" if self.cleaned_data["said"] == "yes" else ""}


class DeclarationsForm(Answer):
    """Whether both declarations will be made."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        ready = self.known_or_none("said")
        return {"declarations": {"fdgo": ready, "historical_responsibility": ready}}


class RenunciationForm(Answer):
    """The former nationality, where the law of the day asks for it."""

    said = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=(
            ("done", _("given up already")), ("willing", _("would be given up")),
            ("unwilling, no exception", _("should be kept")),
        ),
    )  # fmt: skip

    def facts(self) -> Raw:
        return {"renunciation": self.cleaned_data["said"]}


class RepresentativeForm(Answer):
    """Whether somebody may act for a child."""

    said = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=_("Your answer"))

    def facts(self) -> Raw:
        return {"legal_representative": self.cleaned_data["said"] == "yes"}
