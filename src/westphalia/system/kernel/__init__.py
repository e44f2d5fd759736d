"""The loop of a simulation, compiled: it takes runs through the years, their arms together.

Everything in it reads the state of the year before and writes that of the year, so that no order of processes matters. The predictors of all pairs are
float32, in a fixed order of additions, all else is float64; there is no library of mathematics in it and no fast math, so that another machine gives the same
bytes. The arrays are those of :mod:`westphalia.system.engine`, which describes them.
"""
