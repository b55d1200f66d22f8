"""The questions: what each asks, why, which facts of the engine it answers, and when it is worth asking at all."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kim.web.naturalisation.forms import living, person, stay
from kim.web.naturalisation.forms.base import Answer

Words = str | Promise


@dataclass(frozen=True)
class Question:
    """One page of the dialogue."""

    key: str
    title: Words
    why: Words
    form: type[Answer]
    asks: tuple[str, ...] = ()


QUESTIONS: tuple[Question, ...] = (
    Question(
        "who", _("Who is it about?"),
        _("Other rules hold for children than for adults."),
        stay.WhoForm,
    ),
    Question(
        "nationality", _("Which nationality?"),
        _("Citizens of the EU, Iceland, Liechtenstein and Norway need no residence title. Stateless people have ways of their own."),
        stay.NationalityForm, ("nationality",),
    ),
    Question(
        "born", _("When were you born?"),
        _("Below 16 the language test falls away, and parents act."),
        stay.BornForm, ("born", "age"),
    ),
    Question(
        "entry", _("When did you come to Germany?"),
        _("Time is counted from there at the earliest. The arrival alone does not count; the papers do."),
        stay.EntryForm, ("entry",),
    ),
    Question(
        "papers", _("Which residence papers, and from when to when?"),
        _("Most depends on them: which time counts, and whether the paper of today is enough. Begin with the paper of today."),
        stay.PapersForm, ("statuses", "valid residence title"),
    ),
    Question(
        "protection", _("How did the asylum procedure end?"),
        _("The time of the procedure counts only if protection was granted (§ 55 Abs. 3 AsylG)."),
        stay.ProtectionForm, ("protection",),
    ),
    Question(
        "gap", _("Why are there days between two papers?"),
        _("A late renewal does not interrupt the time (§ 12b Abs. 3 StAG)."), stay.GapForm, ("gap_reason",),
    ),
    Question(
        "absences", _("Were you abroad for more than six months at a time?"),
        _("A longer stay abroad usually interrupts the time (§ 12b StAG)."), stay.AbsencesForm,
        ("absences",),
    ),
    Question(
        "benefits", _("Which benefits do you draw now?"),
        _("Naturalisation by right needs a living without the job centre and social assistance. There are exceptions."),
        living.BenefitsForm, ("benefits",),
    ),
    Question(
        "livelihood", _("Is the income enough for you and your family?"),
        _("The office looks ahead: drawing nothing today is not enough by itself."),
        living.LivelihoodForm, ("livelihood.self_and_relatives",),
    ),
    Question(
        "work", _("Do you work full time?"),
        _("Whoever works full time for 20 of 24 months may draw benefits in addition (§ 10 Abs. 1 Satz 1 Nr. 3 StAG)."),
        living.WorkForm,
        ("employment.full_time_now", "employment.full_time_months_last_24", "employment.full_time_since"),
    ),
    Question(
        "marriage", _("Are you married?"),
        _("With a German spouse three years can be enough (§ 9 StAG). A spouse in full time can help as well."),
        living.MarriageForm, ("spouse", "spouse_german", "spouse_german.marriage_date"),
    ),
    Question(
        "spouse_work", _("Does your spouse work full time?"),
        _("If one works full time and there is a child in the household, it counts for both."), living.SpouseWorkForm,
        ("spouse.full_time_now", "spouse.full_time_months_last_24", "spouse.full_time_since"),
    ),
    Question(
        "child", _("Does a child below 18 live in the household?"),
        _("If one works full time and there is a child in the household, it counts for both."), living.ChildForm,
        ("minor_child_in_household",),
    ),
    Question(
        "guest", _("Did you come as a guest worker or contract worker?"),
        _("For this generation other rules hold on language and livelihood."), stay.GuestForm, ("guest_worker",),
    ),
    Question(
        "responsible", _("Is there a reason why benefits are needed?"),
        _("On some ways it matters whether somebody has to answer for drawing benefits."), living.ResponsibleForm,
        ("responsible_for_benefits",),
    ),
    Question(
        "language", _("How well do you know German, by certificate?"),
        _("As a rule B1 is needed (§ 10 Abs. 1 Satz 1 Nr. 6 StAG)."), person.LanguageForm, ("language.level",),
    ),
    Question(
        "spoken", _("How far does spoken German reach?"),
        _("In cases of hardship oral German can be enough (§ 10 Abs. 4a StAG)."), person.SpokenForm,
        ("language.oral_everyday", "language.serious_efforts_documented"),
    ),
    Question(
        "obstacle", _("Do illness, disability or age keep you from learning?"),
        _("Then language and test can fall away. Which reason it is, is not asked here; the office wants a medical certificate."),
        person.ObstacleForm, ("language.cause", "civics.cause"),
    ),
    Question(
        "child_language", _("Does the child speak German as children of its age do?"),
        _("Below 16 this is enough."), person.ChildLanguageForm, ("language.age_appropriate",),
    ),
    Question(
        "civics", _("Have you passed the naturalisation test?"),
        _("17 of 33 questions have to be right, or a German school certificate takes its place."),
        person.CivicsForm, ("civics.test_score",),
    ),
    Question(
        "course", _("Have you passed the integration course?"),
        _("It proves language and test, and once made the time shorter."),
        person.CourseForm, ("integration_course",),
    ),
    Question(
        "achievement", _("Are there special achievements?"),
        _("On the day you check, good marks, work or volunteering could make the time shorter."),
        person.AchievementForm, ("achievement",),
    ),
    Question(
        "identity", _("How can you prove who you are?"),
        _("Identity and nationality have to be clarified; without a passport the office goes through other proofs step by step."),
        person.IdentityForm, ("identity",),
    ),
    Question(
        "convictions", _("Are there convictions?"),
        _("Small ones are left out (§ 12a StAG). The office asks the registers itself. Nobody else learns of your answer here."),
        living.ConvictionsForm, ("convictions", "convictions.remitted"),
    ),
    Question(
        "proceedings", _("Are proceedings running, or was there deception before?"),
        _("With a running investigation the office waits (§ 12a Abs. 3 StAG). Deception found out bars for ten years (§ 35a StAG)."),
        living.ProceedingsForm, ("pending_investigation", "deception_finding"),
    ),
    Question(
        "declarations", _("Would you sign the declarations?"),
        _("From 16 on everybody declares for the free democratic order and for Germany’s responsibility for its history."),
        person.DeclarationsForm, ("declarations.fdgo", "declarations.historical_responsibility"),
    ),
    Question(
        "renunciation", _("What about the former nationality?"),
        _("On the day you check it mattered whether it was given up."), person.RenunciationForm, ("renunciation",),
    ),
    Question(
        "applied", _("Have you applied already?"),
        _("For earlier applications transition rules can hold."),
        stay.AppliedForm, ("application_date",),
    ),
    Question(
        "together", _("Is your spouse or parent being naturalised at the same time?"),
        _("Then it can be done together, even before the years are complete (§ 10 Abs. 2 StAG)."),
        living.TogetherForm, ("parent_naturalised_at_same_time",),
    ),
    Question(
        "representative", _("Does somebody with custody act for the child?"),
        _("Below 16 a child cannot apply alone."),
        person.RepresentativeForm, ("legal_representative",),
    ),
    Question(
        "birth_here", _("When was the child born?"),
        _("Until June 2024 eight years of a parent were needed, since then five."),
        stay.BirthHereForm, ("child_born",),
    ),
    Question(
        "parent", _("What did one parent have at the birth?"),
        _("One parent is enough: years of lawful stay and a right to stay without an end (§ 4 Abs. 3 StAG)."), stay.ParentForm,
        ("parent", "parent.lawful_residence_from", "parent.unlimited_right"),
    ),
)  # fmt: skip
BY_KEY = {question.key: question for question in QUESTIONS}
BY_FACT = {fact: question for question in QUESTIONS for fact in question.asks}
