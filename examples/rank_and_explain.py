"""Who is likely to bind itself to whom, and why: python examples/rank_and_explain.py.

Copy this for a watch list: the likeliest new partners of a state, and what the forecast of one pair is made of.
"""

import westphalia as wp

world = wp.load()

# Chances of a new pact or defence agreement within five years, by the model that ships with the edition.
ranking = wp.rank(world, 2022, "Iran", top=5)
print(ranking.pl().select("rank", "name1", "name2", "probability"))

# What lifts or lowers the chance of a pair, driver by driver, in log-odds: the contributions add up to the forecast.
model = wp.models.load(world)
why = model.explain("Russia", "Iran", 2022)
for driver in sorted(why.drivers, key=lambda each: -abs(each.contribution))[:5]:
    print(f"{driver.driver:28} {driver.contribution:+.2f}")

# What such forecasts would have been worth on years that the model had not seen.
found = wp.backtest(world)
print(found.to_text(100).splitlines()[0])
