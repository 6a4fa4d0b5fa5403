package io.mcpscore.model.score;

import io.mcpscore.model.Category;

/**
 * What one category cost.
 *
 * @param category the category
 * @param score 100 less {@code deducted}, rounded half up, at least 0
 * @param deducted points lost after halving; a multiple of one half
 * @param findings findings of the category, those that cost nothing included
 */
public record CategoryScore(Category category, int score, double deducted, int findings) {}
