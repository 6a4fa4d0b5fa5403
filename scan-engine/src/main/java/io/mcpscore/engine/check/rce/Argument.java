package io.mcpscore.engine.check.rce;

/**
 * One argument of a program.
 *
 * @param node the expression
 * @param spread whether it stands for a list whose items are not known here
 */
record Argument(int node, boolean spread) {}
