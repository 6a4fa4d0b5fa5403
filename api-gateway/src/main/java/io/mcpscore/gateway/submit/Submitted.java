package io.mcpscore.gateway.submit;

import io.mcpscore.model.Grade;
import io.mcpscore.model.ScanStatus;

/**
 * The answer to a wish for a scan, as clients see it.
 *
 * @param id the caller's scan
 * @param status where it stands
 * @param url canonical URL
 * @param cached whether an earlier result is served
 * @param score of a finished scan, or null
 * @param grade letter of the score, or null
 */
public record Submitted(
    String id, ScanStatus status, String url, boolean cached, Integer score, Grade grade) {}
