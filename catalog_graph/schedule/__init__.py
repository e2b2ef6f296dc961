"""Schedule: the dated duties of a place as events, for people and for calendar programs.

Owns: which dates a place has to keep. Must not: compute due dates (`deadlines`), or resolve duties (`duties`).
"""
