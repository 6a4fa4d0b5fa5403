package io.mcpscore.model.score;

import io.mcpscore.model.Category;

/**
 * Points that one finding cost.
 *
 * @param finding id of the finding
 * @param checkId its check
 * @param category its category
 * @param points what it cost after halving; a multiple of one half
 */
public record Deduction(String finding, String checkId, Category category, double points) {}
