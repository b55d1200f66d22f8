"""A county written out as a profile and loaded again is the same county."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kim.network.public import KINDS, Offer, export_county, plan_county
from kim.organisation import profile as p
from kim.organisation.loading.stored import by_key
from kim.organisation.loading.toml import to_toml
from kim.organisation.models import Agency, PostHolder, User
from kim.organisation.profile import Profile, read, read_with_warnings
from kim.organisation.public import loading
from tests import factories

NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
SMALL = Path(__file__).parents[1] / "data" / "musterstadt.toml"
pytestmark = pytest.mark.django_db


def load(content: bytes) -> None:
    loading.apply(plan_county(read(content), hashlib.sha256(content).hexdigest(), name="county.toml"), by_name="Test")


def told(profile: Profile) -> dict:
    """Everything a profile says, whatever the order of its entries."""
    return {kind.name: by_key(kind, kind.read(profile)) for kind in KINDS}


@pytest.mark.parametrize("file", [NEUSS, SMALL], ids=lambda file: file.stem)
def test_a_profile_loaded_and_written_out_is_the_same_profile(file):
    load(file.read_bytes())

    again = export_county().encode()

    assert told(read(again)) == told(read(file))
    assert plan_county(read(again), "other").steps == ()


def test_the_file_is_laid_out_as_people_write_it():
    load(NEUSS.read_bytes())

    text = export_county("Rhein-Kreis Neuss")

    assert text.startswith("# Rhein-Kreis Neuss\n\nschema_version = 1\n\n[county]\nags = ")
    assert '[[municipalities]]\nags = "05162004"\nname = "Dormagen"\ncode = "DO"' in text
    assert "{ staff = " in text
    assert max(map(len, text.splitlines())) < 4000


def test_writing_out_costs_one_query_a_kind_however_large_the_county_is():
    load(NEUSS.read_bytes())

    with CaptureQueriesContext(connection) as caught:
        export_county()

    assert len(caught) == len(KINDS)


def test_somebody_who_left_stays_gone():
    load(NEUSS.read_bytes())
    User.objects.filter(username="brandes").update(is_active=False)

    [brandes] = [person for person in read(export_county().encode()).staff if person.key == "brandes"]

    assert brandes.valid_to is not None
    assert brandes.valid_to < timezone.localdate()


def test_more_holders_than_a_post_has_from_before_the_rule_can_be_written_out_and_are_named():
    load(NEUSS.read_bytes())
    holder = PostHolder.objects.select_related("post").first()
    with factories.before_shares_were_kept():
        PostHolder.objects.create(
            post=holder.post, user=User.objects.get(username="kueppers"), fte="1", valid_from=timezone.localdate()
        )

    _profile, warnings = read_with_warnings(export_county().encode())

    assert [warning.kind for warning in warnings] == ["over_filled"]
    assert timezone.localdate().isoformat() in warnings[0].message_de


def test_a_text_however_long_or_odd_fits_the_reader():
    load(SMALL.read_bytes())
    odd = ('Zeile "eins"\\\n\tmit Tab und Punkten ' + "... " * 300 + "\n" * 400)[:1999] + "!"
    Agency.objects.update(note=odd)

    again = read(export_county().encode())

    assert {agency.note for agency in again.agencies} == {odd}


def test_a_file_that_says_nothing_of_free_places_leaves_them_and_others_are_taken_back_only_knowingly():
    load(NEUSS.read_bytes())
    offer = Offer.objects.get(key="b1-kurs-kinderbetreuung")
    Offer.objects.filter(pk=offer.pk).update(seats_free=3, seats_on=timezone.localdate())

    assert plan_county(read(NEUSS.read_bytes()), "other").steps == ()

    Offer.objects.filter(pk=offer.pk).update(seats=40, is_free=None)
    [free, seats] = plan_county(read(NEUSS.read_bytes()), "other").reverts
    assert (free.field, free.after, seats.field, seats.before) == ("is_free", False, "seats", 40)
    [again] = [each for each in read(export_county().encode()).offers if each.key == offer.key]
    assert (again.seats, again.seats_free, again.is_free, again.target_groups) == (40, 3, None, ("families",))


# --- any profile at all

WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=40,
).filter(str.strip)
NOTES = st.one_of(st.just(""), WORDS, st.text("a.\n\"\\ '", max_size=200).map(lambda t: t + "x"))
GROUPS = ("women", "families", "young", "seniors", "newcomers", "literacy")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@st.composite
def days(draw) -> dict:
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if first and last and last < first:
        first, last = last, first
    return {"valid_from": first, "valid_to": last}


def origin():
    return st.fixed_dictionaries({"source": NOTES, "note": NOTES, "synthetic": st.booleans()})


@st.composite
def profiles(draw) -> Profile:
    """A county of a few municipalities, posts and people, with any texts and days."""

    def dated() -> dict:
        return draw(days()) | draw(origin())

    def keys(most: int) -> list[str]:
        return [f"k{n}" for n in range(draw(st.integers(1, most)))]

    places = tuple(
        p.Municipality(ags=f"05999{n:03d}", name=draw(WORDS), code=code, own_abh=tuple(
            p.OwnOffice(exists=draw(st.booleans()), **dated()) for _ in range(draw(st.integers(0, 2)))
        ), **dated())
        for n, code in enumerate(("AA", "BB", "CC")[: draw(st.integers(1, 3))])
    )  # fmt: skip
    code = st.sampled_from([place.code for place in places])
    spheres = tuple(
        p.LegalSphere(key=k, de=draw(WORDS), en=draw(WORDS), law=draw(st.none() | WORDS), **dated()) for k in keys(2)
    )
    agencies = tuple(
        p.Agency(key=k, name=draw(WORDS), kind="other", municipality=draw(st.none() | code), spheres=("k0",), **dated())
        for k in keys(3)
    )
    units = tuple(
        p.Unit(key=k, name=draw(WORDS), kind="ki", employer="k0", tasks=(draw(WORDS),), **dated()) for k in keys(2)
    )
    staff = tuple(
        p.StaffMember(key=k, given_name=draw(WORDS), family_name=draw(WORDS), email=draw(st.sampled_from([None, f"{k}@example.org"])),
                      **dated())
        for k in keys(3)
    )  # fmt: skip
    share = st.decimals(Decimal("0.03"), Decimal(1), places=2)

    def held(fte):
        """Three shares that fit into the post together, whenever they are held."""
        return st.decimals(Decimal("0.01"), (fte / 3).quantize(Decimal("0.01"), ROUND_DOWN), places=2)

    posts = tuple(
        p.Post(
            key=k, title=draw(WORDS), block=2, role="case_manager", fte=fte,
            holders=tuple(p.Holder(staff=each.key, fte=draw(held(fte)), **dated()) for each in staff),
            supervisors=(p.Supervisor(unit="k0", professional=draw(st.booleans()), **dated()),),
            workplaces=(p.Workplace(municipality=draw(code), **dated()),),
            catchments=tuple(p.Catchment(municipalities=(draw(code),), **dated()) for _ in range(draw(st.integers(0, 2)))),
            **dated(),
        )
        for k, fte in ((k, draw(share)) for k in keys(3))
    )  # fmt: skip
    stages = (
        p.StageEntry(key="s", label_de=draw(WORDS), label_en=draw(WORDS), criteria=(
            p.CriterionEntry(key="c", kind="age_between", label_de=draw(WORDS), label_en=draw(WORDS),
                             params=p.CriterionParams(min=16, max=draw(st.integers(16, 99))), **draw(origin())),
        ), **dated()),
    )  # fmt: skip
    offers = tuple(
        p.Offer(
            key=k, agency="k0", title=draw(WORDS), description=draw(NOTES), municipalities=(draw(code),), languages=("de", "ar"),
            answer_days=draw(st.integers(0, 1000)), usual_wait_days=draw(st.none() | st.integers(0, 2000)),
            target_groups=tuple(draw(st.sets(st.sampled_from(GROUPS)))), is_free=draw(st.none() | st.booleans()),
            cost=draw(st.just("") | WORDS), seats=draw(st.none() | st.integers(50, 10_000)),
            seats_free=draw(st.none() | st.integers(0, 50)), seats_on=draw(st.none() | DAYS), **dated(),
        )
        for k in keys(3)
    )  # fmt: skip
    county = p.County(name=draw(WORDS), short_name="K", ags="05999", kind="county", state="NRW", **draw(origin()))
    return Profile(
        schema_version=1, county=county, municipalities=places, legal_spheres=spheres, agencies=agencies, units=units,
        staff=staff, posts=posts, target_group=stages, offers=offers,
        access_channels=tuple(p.AccessChannel(key=k, de=draw(WORDS), en=draw(WORDS), **dated()) for k in keys(3)),
        retention_classes=tuple(p.RetentionClass(key=k, de="x", en="y", years=3, **draw(origin())) for k in keys(2)),
        lead_times=(p.LeadTime(agency="k0", weeks=draw(st.integers(1, 104)), **dated()),),
        phase_weights=(p.PhaseWeight(phase="access", weight=draw(share), **dated()),),
        terminology=p.Terminology(de=replace(p.Words(), cases="Vorgänge"), en=p.Words()),
        blocks=tuple(p.Block(number=n, de=draw(WORDS), en=draw(WORDS), **draw(origin())) for n in (1, 2)),
        goals=tuple(p.Goal(key=k, de=draw(WORDS), en=draw(WORDS), **dated()) for k in keys(3)),
        legal_bases=tuple(
            p.LegalSphere(key=k, de=draw(WORDS), en=draw(WORDS), law=draw(st.none() | WORDS), **dated()) for k in keys(2)
        ),
        milestones=tuple(
            p.Milestone(on=draw(DAYS), de=draw(WORDS), en=draw(WORDS), **draw(origin()))
            for _ in range(draw(st.integers(0, 3)))
        ),
        figure_kinds=tuple(
            p.FigureKind(key=k, de=draw(WORDS), en=draw(WORDS), unit=draw(st.sampled_from(["persons", "percent"])),
                         position=draw(st.none() | st.integers(1, 9)), **dated())
            for k in keys(3)
        ),
    )  # fmt: skip


class Back(Exception):
    """Takes everything back at the end of an example."""


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(profiles())
def test_any_profile_comes_back_as_it_was(profile):
    with pytest.raises(Back), transaction.atomic():
        loading.apply(plan_county(profile, "1" * 64), by_name="Test")
        again, _warnings = read_with_warnings(export_county().encode())
        assert told(again) == told(profile)
        assert plan_county(again, "2" * 64).steps == ()
        raise Back


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(WORDS, st.recursive(
    st.one_of(st.text(st.characters(exclude_categories=("Cs",))), st.integers(-9, 9), st.booleans(), DAYS),
    lambda inner: st.lists(inner, max_size=3), max_leaves=6,
)))  # fmt: skip
def test_whatever_is_written_the_parser_reads_the_same(values):
    import tomllib

    assert tomllib.loads(to_toml(values)) == values
