package io.mcpscore.report;

import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.model.Finding;

/** Tells the product's own words, which are Markdown, from text that may be a repository's. */
public final class OwnWords {

  private OwnWords() {}

  /** Whether a finding says what to do in the words of the catalogue. */
  public static boolean isRemediation(Finding finding) {
    return Catalogue.find(finding.checkId())
        .filter(entry -> entry.remediation().equals(finding.remediation()))
        .isPresent();
  }
}
