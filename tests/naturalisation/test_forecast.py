from datetime import date, timedelta
from random import Random

from kim.naturalisation.capacity import Pattern, first_free, weeks_of_places
from kim.naturalisation.durations import Stay, duration, weeks
from kim.naturalisation.forecast import Forecast, Silence, forecast

ON = date(2026, 11, 23)


def _office(rng: Random, weeks: int) -> list[int]:
    """An office's weeks: a pace of its own, good and bad times that last, holidays, chance."""
    pace, mood, found = rng.uniform(4, 40), 0.0, []
    for week in range(weeks):
        mood = 0.6 * mood + rng.gauss(0, 0.25)
        mean = max(0.0, pace * (1 + mood)) * (0.3 if week % 52 in (30, 31, 51) else 1)
        found.append(max(0, round(rng.gauss(mean, mean**0.5))))
    return found


def test_in_at_least_seven_of_ten_held_back_queues_the_wait_lies_in_the_range():
    rng, queues, held = Random(2026), 150, 0
    for _queue in range(queues):
        course = _office(rng, 300)
        past, future = course[:78], course[78:]
        ahead = int(sum(past) / len(past) * rng.uniform(3, 40))
        through, wait = 0, 0
        while through <= ahead:
            through, wait = through + future[wait], wait + 1

        found = forecast(past, ahead, runs=200)

        assert isinstance(found, Forecast)
        held += found.low <= wait <= found.high
    assert held / queues >= 0.70


def test_a_forecast_is_the_same_again_and_grows_with_the_queue():
    past = [8, 10, 6, 0, 9, 11, 7, 10, 8, 9, 10, 6, 7, 9]

    short, long = forecast(past, 40), forecast(past, 400)

    assert isinstance(short, Forecast)
    assert isinstance(long, Forecast)
    assert forecast(past, 40) == short
    assert short.low <= short.middle <= short.high <= long.low
    assert forecast([9] * 20, 89) == Forecast(10, 10, 10, 89, 20, 0.8)


def test_without_enough_weeks_or_any_progress_there_is_no_forecast():
    assert forecast([5] * 11, 10) is Silence.TOO_FEW_WEEKS
    assert forecast([0] * 30, 10) is Silence.NO_THROUGHPUT
    assert forecast([0] * 29 + [1], 500) is Silence.TOO_LONG


def test_what_still_goes_on_counts_in_a_duration():
    def stay(days: int, *, over: bool) -> Stay:
        start = ON - timedelta(days=days)
        return Stay(start, ON if over else None)

    ended = [stay(days, over=True) for days in (10, 20, 30, 40, 50)]
    running = [stay(days, over=False) for days in (25, 45, 60, 60, 60)]

    assert duration(ended, on=ON).median == 30
    assert duration([*ended, *running], on=ON).median == 50
    assert duration([*ended, *running], on=ON).ninetieth is None
    assert duration(ended[:4], on=ON).median is None


def test_the_backlog_of_a_week_is_what_had_come_and_not_gone():
    stays = [Stay(date(2026, 11, 3)), Stay(date(2026, 11, 10), date(2026, 11, 18)), Stay(date(2026, 11, 22))]

    found = weeks(stays, on=ON, count=3)

    assert [(week.came, week.ended, week.open) for week in found] == [(1, 0, 1), (1, 0, 2), (1, 1, 2)]


def test_holidays_and_a_new_pattern_change_the_places_of_a_week():
    patterns = [Pattern(date(2026, 1, 1), (10, 10, 8, 10, 6)), Pattern(date(2026, 12, 14), (5, 5, 5, 5, 0))]

    def works(day: date) -> bool:
        return day not in (date(2026, 12, 25), date(2026, 11, 24))

    booked = [(date(2026, 11, 25), False)] * 8 + [(date(2026, 11, 26), True)]

    found = weeks_of_places(booked, patterns, works, first=ON, count=5)

    assert [(week.places, week.taken, week.missed) for week in found][:2] == [(34, 9, 1), (44, 0, 0)]
    assert [week.places for week in found][2:] == [44, 20, 20]
    taken = {date(2026, 11, 25): 8}
    assert first_free(taken, patterns, works, after=ON, until=date(2027, 1, 1)) == date(2026, 11, 26)
    assert first_free({}, patterns, works, after=date(2026, 12, 24), until=date(2026, 12, 27)) is None
