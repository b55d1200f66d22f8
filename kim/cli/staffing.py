"""`kim staffing`: what a county may have funded on a day, and posts shared by weights; no database, no network."""

import sys
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from kim.cli.output import OK, USAGE, as_json, say
from kim.law.apportionment import TIE_RULE, Apportionment, ApportionmentError, Order, apportion
from kim.law.apportionment.words import exact, places
from kim.staffing.groups import groups_from
from kim.staffing.weights import WeightsError, as_decimal, weights_from


class WrongCall(Exception):
    """What was asked cannot be answered; one sentence."""


def entitlement(county: Path, *, on: str, lang: str, for_machines: bool) -> int:
    """The posts a county may have funded, line by line."""
    from kim.law.funding import entitlement as evaluate
    from kim.staffing.facts import of_profile

    try:
        day = _day(on)
        found = evaluate(of_profile(_profile(county), day), day, lang)
    except WrongCall as error:
        return _wrong(error)
    if for_machines:
        as_json(entitlement_as_dict(found))
    else:
        _print_entitlement(found)
    return OK


def entitlement_as_dict(found: Any) -> dict[str, Any]:
    """The entitlement as other programs read it."""
    from kim.law.funding import shown

    return {
        "county": found.county,
        "on": found.on.isoformat(),
        "lines": [
            {
                "block": line.block,
                "what": line.what,
                "fte": shown(line.fte),
                "rule": line.rule,
                "citation": line.citation,
                "source": line.source,
                "facts": [{"what": fact.what, "value": fact.value, "source": fact.source} for fact in line.facts],
                "certainty": line.certainty,
            }
            for line in found.lines
        ],
        "total_fte": shown(found.total),
        "unknown": list(found.unknown),
    }


def _print_entitlement(found: Any) -> None:
    from kim.law.funding import shown

    say(f"{found.county}, {found.on.isoformat()}")
    for line in found.lines:
        say(f"{shown(line.fte):>7}  {line.block}  {line.what}")
        say(f"            {line.rule} · {line.citation} · {line.certainty}")
        for fact in line.facts:
            say(f"            {fact.what}: {fact.value}" + (f" ({fact.source})" if fact.source else ""))
    say(f"{shown(found.total):>7}     in all")
    for sentence in found.unknown:
        say(f"      ?  {sentence}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongCall(f"'{text}' is no day; write YYYY-MM-DD.") from None


def _profile(path: Path) -> Any:
    from kim.organisation.profile import ProfileErrors, read

    try:
        return read(path)
    except ProfileErrors as found:
        first, more = found.errors[0], len(found.errors) - 1
        where = f"{first.place or path}: {first.message('en')}".rstrip(".")
        raise WrongCall(f"{where}." if not more else f"{where}; {more} more, see kim county check.") from None


def shares(
    *,
    weights: Path,
    method: str,
    posts: str,
    step: str,
    minimum: str,
    threshold: str,
    groups: Path | None,
    fixed: Sequence[str],
    for_machines: bool,
) -> int:
    """Posts shared among municipalities; 2 where nothing is computed or somebody is left unserved."""
    try:
        order_of = _figures(posts=posts, step=step, minimum=minimum, threshold=threshold)
        read = weights_from(weights)
        keys = {unit.key for unit in read.units}
        order = Order(
            method=method,
            groups=groups_from(groups, keys) if groups else (),
            fixed=_fixed(fixed),
            **order_of,
        )
        found = apportion(read.units, order)
    except (WeightsError, ApportionmentError) as error:
        return _wrong(error)
    warnings = [*read.remarks, *(warned.sentence for warned in found.warnings)]
    if for_machines:
        as_json(shares_as_dict(found, warnings))
    else:
        _print_shares(found, warnings)
    if found.unserved:
        print(f"kim: {_unserved(found)}", file=sys.stderr)
        return USAGE
    return OK


def _figures(**texts: str) -> dict[str, Fraction]:
    return {name: as_decimal(text, f"--{name}") for name, text in texts.items()}


def _fixed(pairs: Sequence[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for pair in pairs:
        key, sign, share = pair.partition("=")
        if not sign or key in found:
            raise WeightsError(f"--fixed is written KEY=SHARE, each key once, not '{pair}'.")
        found[key] = as_decimal(share, "--fixed")
    return found


def _unserved(found: Apportionment) -> str:
    return next(warned.sentence for warned in found.warnings if warned.code == "unserved")


def _wrong(error: Exception) -> int:
    print(f"kim: {error}", file=sys.stderr)
    return USAGE


def shares_as_dict(found: Apportionment, warnings: Sequence[str]) -> dict[str, Any]:
    """The result as other programs read it: every figure a string, nothing rounded where it need not be."""
    is_exact = found.order.method == "exact"
    rows = []
    for row in found.shares:
        share = places(row.share, 4) if is_exact else exact(row.share)
        entry: dict[str, Any] = {
            "key": row.unit.key,
            "name": row.unit.name,
            "weight": exact(row.unit.weight),
            "quota": places(row.quota, 4),
            "share": share,
            "deviation": places(row.deviation, 4),
        }
        if is_exact:
            entry["share_exact"] = f"{row.share.numerator}/{row.share.denominator}"
        if row.unit.members:
            entry["members"] = list(row.unit.members)
        if row.how != "computed":
            entry["how"] = row.how
        rows.append(entry)
    return {
        "posts": exact(found.order.posts),
        "method": found.order.method,
        "step": exact(found.order.step),
        "weights_total": exact(found.weights_total),
        "shares": rows,
        "ties": [
            {"keys": list(tie.keys), "won": list(tie.won), "about": tie.about, "rule": TIE_RULE} for tie in found.ties
        ],
        "warnings": list(warnings),
        "unserved": list(found.unserved),
    }


def _print_shares(found: Apportionment, warnings: Sequence[str]) -> None:
    wide = max(len(row.unit.name) for row in found.shares)
    say(f"{'':{wide}}  {'weight':>12} {'quota':>10} {'share':>10} {'deviation':>10}")
    for row in found.shares:
        say(
            f"{row.unit.name:{wide}}  {exact(row.unit.weight):>12} {places(row.quota, 4):>10} "
            f"{exact(row.share):>10} {places(row.deviation, 4):>10}"
        )
    say(f"{'':{wide}}  {exact(found.weights_total):>12} {exact(found.order.posts):>10} {exact(found.order.posts):>10}")
    for tie in found.ties:
        say(f" = {', '.join(tie.keys)}: {TIE_RULE}; {', '.join(tie.won)}")
    for sentence in warnings:
        say(f" ! {sentence}")
