package io.mcpscore.engine.report;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.FindingSink.Draft;

/**
 * What a check reported.
 *
 * @param info entry of the check
 * @param draft the spot
 */
public record Reported(CheckInfo info, Draft draft) {}
