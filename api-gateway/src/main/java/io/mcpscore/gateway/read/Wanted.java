package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.report.ReportFormat;
import io.vertx.ext.web.MIMEHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The form that a client wants.
 *
 * @param form the one it likes best of those that there are
 * @param jsonWillDo whether it would take JSON, which alone can say that there is no report
 */
record Wanted(ReportFormat form, boolean jsonWillDo) {

  /**
   * Reads what a client said.
   *
   * @param format query parameter, which overrides the header, or null
   * @param accepted media types of the header {@code Accept}, best first; none means any
   * @throws ApiException {@code NOT_ACCEPTABLE} when there is no such form
   */
  static Wanted of(String format, List<MIMEHeader> accepted) {
    if (format != null) {
      ReportFormat form = ReportFormat.of(format).orElseThrow(Wanted::notAcceptable);
      return new Wanted(form, form == ReportFormat.JSON);
    }
    if (accepted.isEmpty()) {
      return new Wanted(ReportFormat.JSON, true);
    }
    ReportFormat best =
        accepted.stream()
            .filter(range -> range.weight() > 0)
            .flatMap(range -> first(range, accepted).stream())
            .findFirst()
            .orElseThrow(Wanted::notAcceptable);
    boolean json =
        accepted.stream().anyMatch(range -> range.weight() > 0 && takes(range, ReportFormat.JSON))
            && !isRefused(ReportFormat.JSON, accepted);
    return new Wanted(best, json);
  }

  private static Optional<ReportFormat> first(MIMEHeader range, List<MIMEHeader> accepted) {
    return Arrays.stream(ReportFormat.values())
        .filter(form -> takes(range, form) && !isRefused(form, accepted))
        .findFirst();
  }

  private static boolean takes(MIMEHeader range, ReportFormat form) {
    int slash = form.mediaType().indexOf('/');
    return fits(range.component(), form.mediaType().substring(0, slash))
        && fits(range.subComponent(), form.mediaType().substring(slash + 1));
  }

  private static boolean fits(String wanted, String offered) {
    return wanted != null && (wanted.equals("*") || wanted.equalsIgnoreCase(offered));
  }

  /** A type that is named with the weight 0 is not wanted, whatever a range says. */
  private static boolean isRefused(ReportFormat form, List<MIMEHeader> accepted) {
    return accepted.stream()
        .anyMatch(
            range ->
                range.weight() == 0
                    && (range.component() + "/" + range.subComponent())
                        .equalsIgnoreCase(form.mediaType()));
  }

  private static ApiException notAcceptable() {
    String types =
        Arrays.stream(ReportFormat.values())
            .map(ReportFormat::mediaType)
            .collect(Collectors.joining(", "));
    String keys =
        Arrays.stream(ReportFormat.values())
            .map(ReportFormat::key)
            .collect(Collectors.joining(", "));
    return new ApiException(
        ErrorCode.NOT_ACCEPTABLE,
        "Not acceptable",
        "Accept " + types + ", or ask for ?format= " + keys);
  }
}
