"""What two assessments say when they lie beside each other."""

from kim.casework.comparison import Rating, Reason, compare, findings

HOUSING, LANGUAGE, WORK = 1, 2, 3


def test_the_change_is_later_need_minus_earlier_need():
    comparison = compare([Rating(HOUSING, need=1, own=1)], [Rating(HOUSING, need=3, own=4)])

    assert comparison.areas[0].change == -2


def test_an_area_nobody_asked_about_before_has_no_change():
    comparison = compare([Rating(HOUSING, need=1), Rating(WORK, need=4)], [Rating(HOUSING, need=None)])

    assert [area.change for area in comparison.areas] == [None, None]
    assert comparison.change_sum is None


def test_sums_count_only_what_is_known_and_say_of_how_many():
    comparison = compare(
        [Rating(HOUSING, need=1, own=2), Rating(LANGUAGE, need=3), Rating(WORK)],
        [Rating(HOUSING, need=2), Rating(WORK, need=4)],
    )

    assert (comparison.need_sum, comparison.needs_known) == (4, 2)
    assert (comparison.own_sum, comparison.own_known) == (2, 1)
    assert (comparison.change_sum, comparison.comparable) == (-1, 1)


def test_a_high_need_without_a_goal_comes_before_a_risen_one():
    comparison = compare(
        [Rating(HOUSING, need=2), Rating(LANGUAGE, need=3), Rating(WORK, need=4)],
        [Rating(HOUSING, need=1), Rating(LANGUAGE, need=3), Rating(WORK, need=4)],
    )

    found = findings(comparison, areas_with_goal={WORK})

    assert [(f.area.area, f.reasons) for f in found] == [
        (LANGUAGE, (Reason.WITHOUT_GOAL,)),
        (HOUSING, (Reason.NEED_RISEN,)),
    ]


def test_somebody_who_sees_more_need_than_we_do_is_heard():
    found = findings(compare([Rating(HOUSING, need=0, own=1)]), areas_with_goal=())

    assert found[0].reasons == (Reason.OWN_HIGHER,)


def test_nothing_follows_from_an_empty_assessment():
    assert findings(compare([Rating(HOUSING), Rating(WORK)]), areas_with_goal=()) == []
    assert compare([]).need_sum is None
