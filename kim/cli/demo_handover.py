"""One client in the invented county who was handed over to the naturalisation office: with a consent, and waiting there."""

from datetime import date, timedelta


def hand_over(today: date) -> None:
    """Done as the counsellor who advises her, through the same acts; nothing where the county has none of this name."""
    from kim.casework.public import Case, access, consent_papers, consents, naturalisation_handovers
    from kim.naturalisation.public import access as offices
    from kim.naturalisation.public import receiving
    from kim.organisation.public import User
    from kim.privacy.public import open_scope

    advisor = User.objects.filter(username="brandes").first()
    grown_up = {"person__birth_year__lt": today.year - 20, "person__birth_day__isnull": False}
    cases = Case.objects.filter(assigned_to=advisor, person__is_protected=False, **grown_up).exclude(phase="closed")
    case = cases.exclude(profile__nationalities=[]).select_related("person", "municipality").order_by("pk").last()
    area = offices.responsible(case.municipality, today) if case else None
    if advisor is None or case is None or area is None:
        return
    with open_scope(access.scope_for(advisor)):
        key, version = consent_papers.explained_text("de")
        consent = consents.give(
            case=case, by=advisor, data=["identity", "citizenship", "contact"], recipient_name=area.unit.name,
            purpose=naturalisation_handovers.PURPOSE, given_on=today - timedelta(days=3), valid_until=today + timedelta(days=180),
            text_key=key, text_version=version, language="de", kept_at="Handakte, Blatt 7",
        )  # fmt: skip
        people = naturalisation_handovers.proposed(case, consent)
        token = naturalisation_handovers.keep(case=case, consent=consent, people=people, submission=None)
        if token is not None:
            receiving.receive(token, [each.fields for each in people])
