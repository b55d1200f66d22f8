"""Why posts cannot be shared as asked: a code for programmes, one sentence for people."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "no_units": "There is no municipality to share the posts among.",
    "method": "There is no method '{method}'; there are {methods}.",
    "posts": "The posts must be more than 0, not {posts}.",
    "step": "The step must be at least 0.01, not {step}.",
    "posts_step": "{posts} posts cannot be shared in steps of {step}; {lower} or {upper} can.",
    "negative": "The weight of {name} ({key}) is {weight}; weights are 0 or more.",
    "all_zero": "All weights are 0, so nothing can be shared by them.",
    "duplicate": "The key {key} stands twice.",
    "minimum": "The minimum must not be below 0, and is {minimum}.",
    "minimum_posts": "{count} municipalities with at least {minimum} each need {needed} posts; there are {posts} to share.",
    "threshold": "The threshold must not be below 0, and is {threshold}.",
    "threshold_posts": "No share reaches the threshold of {threshold}, not even that of the last one left with {posts} posts.",
    "group_unknown": "The group {group} names {key}, for which there is no weight.",
    "group_overlap": "{key} stands in two groups, {group} and {other}.",
    "group_key": "The group {group} is called as a municipality is; give it another name.",
    "group_twice": "There are two groups {group}.",
    "group_empty": "The group {group} has no municipality.",
    "fixed_unknown": "A share is fixed for {key}, for which there is no weight.",
    "fixed_grouped": "A share is fixed for {key}, which is part of the group {group}; fix the share of the group.",
    "fixed_negative": "The fixed share of {key} is {share}; it must be 0 or more.",
    "fixed_step": "The fixed share {share} of {key} is no multiple of the step {step}.",
    "fixed_posts": "The fixed shares are {fixed} posts together; there are only {posts}.",
    "fixed_rest": "All shares are fixed, and {rest} posts are left over.",
    "fixed_all": "The fixed shares leave nothing for {count} others.",
}


class ApportionmentError(ValueError):
    """The posts cannot be shared as asked; `code` and `values` make the sentence in any language."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(SENTENCES[code].format(**values))
        self.code, self.values = code, values
