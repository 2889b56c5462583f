//! Turns the rule pack into matchers.
