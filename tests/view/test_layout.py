"""Where things stand: nothing on anything else, the main event in the middle, its parties on the sides."""

import itertools

import pytest

from kg.view import drawing, layout, records, story


def plan(count: int, aspect: float = 1.5, size: layout.Size = (120.0, 60.0)) -> layout.Plan:
    sizes = dict.fromkeys(range(count), size)
    pairs = [(number // 3, number) for number in range(1, count)]
    return layout.Plan(sizes, pairs, 0, [1, 2][: max(0, count - 1)], aspect)


@pytest.mark.parametrize("count", [1, 2, 3, 40, 300])
def test_no_box_lies_on_another(count):
    given = plan(count)
    places = layout.arrange(given)
    assert places.keys() == given.sizes.keys()
    for left, right in itertools.combinations(places, 2):
        (x, y), (other_x, other_y) = places[left], places[right]
        assert abs(x - other_x) >= 120 or abs(y - other_y) >= 60


def test_nothing_to_arrange():
    assert layout.arrange(layout.Plan({}, [], -1, [], 1.5)) == {}


def test_same_plan_gives_same_places():
    assert layout.arrange(plan(60)) == layout.arrange(plan(60))


def test_main_event_is_in_the_middle_and_two_parties_left_and_right_of_it():
    places = layout.arrange(plan(40))
    assert places[0] == (0, 0)
    assert places[1][0] < -100
    assert places[2][0] > 100


def test_nothing_lies_on_the_lines_between_the_main_event_and_its_two_parties():
    given = plan(60)
    places = layout.arrange(given)
    left, right = places[1][0], places[2][0]
    between = [number for number, (x, y) in places.items() if left < x < right and abs(y) < 30 + layout.LINE_WIDTH / 2]
    assert between == [0]
    assert places[1][1] == places[2][1] == 0


def test_drawing_follows_the_shape_of_the_screen():
    def spread(aspect):
        places = layout.arrange(plan(60, aspect)).values()
        return (max(x for x, _ in places) - min(x for x, _ in places)) / (
            max(y for _, y in places) - min(y for _, y in places)
        )

    assert spread(1.7) > 1.2
    assert spread(0.66) < 0.9


def test_things_around_stand_outside_and_apart():
    inside = layout.arrange(plan(40))
    members = list(range(100, 180))
    around = layout.around(inside, members, {}, (190.0, 56.0))
    assert sorted(around) == members
    assert len(set(around.values())) == len(members)
    reach_x, reach_y = max(abs(x) for x, _ in inside.values()), max(abs(y) for _, y in inside.values())
    assert all(abs(x) > reach_x or abs(y) > reach_y for x, y in around.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia", "Russia"),
        ("exchange of prisoners of war", "exchange of\nprisoners of war"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one two three four\nfive six seven\neight nine ten…",
        ),
        ("x" * 45, f"{'x' * 19}\n{'x' * 19}\n{'x' * 7}"),
        ("  odd \n spaces ", "odd spaces"),
        ("", ""),
    ],
)
def test_labels_are_wrapped_and_cut(text, expected):
    assert drawing.wrap(text) == expected


def test_statements_are_held_but_not_drawn_first(istanbul):
    index = records.Index.of(istanbul)
    things, links = records.things(istanbul, index), records.links(istanbul, index)
    network = drawing.small(things, links, index.things[story.main_event(istanbul)], [])
    assert {node["drawn"] for node in network.nodes if node["kind"] == "Statement"} == {False}
    assert {node["drawn"] for node in network.nodes if node["kind"] != "Statement"} == {True}
    assert network.options["physics"]["enabled"] is False


def test_who_spoke_to_whom_is_drawn_as_a_line(istanbul):
    index = records.Index.of(istanbul)
    names = {number: node for node, number in index.things.items()}
    network = drawing.small(records.things(istanbul, index), records.links(istanbul, index), 0, [])
    lines = {
        tuple(sorted(names[edge[end]].rpartition("/")[2] for end in ("from", "to"))): edge["relation"]
        for edge in network.edges
    }
    assert lines["reuters", "ukrainian-sources"] == "spoke to"
