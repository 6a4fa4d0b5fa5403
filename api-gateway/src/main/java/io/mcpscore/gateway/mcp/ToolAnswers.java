package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.http.Errors;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns what a tool found, or what went wrong, into the answer of a call. */
@Singleton
class ToolAnswers {

  private final MeterRegistry metrics;

  ToolAnswers(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Runs a tool.
   *
   * @param tool its name, for the metrics
   * @param work may throw as well as fail
   * @param text of the answer, for people and for clients that read no structure
   */
  <T> Uni<ToolResponse> of(String tool, Supplier<Uni<T>> work, Function<T, String> text) {
    return Uni.createFrom()
        .deferred(work::get)
        .map(found -> success(tool, found, text.apply(found)))
        .onFailure()
        .recoverWithItem(failure -> failure(tool, Errors.of(failure)));
  }

  private ToolResponse success(String tool, Object found, String text) {
    count(tool, "ok");
    return new ToolResponse(false, List.of(new TextContent(text)), found, null);
  }

  /**
   * An error has no structured content, because clients hold that to the schema of the result. Its
   * text is the body that the API has for it, and what a model should do next.
   */
  private ToolResponse failure(String tool, ApiError error) {
    count(tool, error.code().name());
    var body = Json.mapper().createObjectNode();
    var inner = body.putObject("error");
    inner.put("code", error.code().name()).put("message", error.message());
    if (error.details() != null) {
      inner.put("details", error.details());
    }
    int retryAfter = Errors.retryAfter(error.code());
    if (retryAfter > 0) {
      inner.put("retryAfterSeconds", retryAfter);
    }
    inner.put("next", NextSteps.after(error.code()));
    return ToolResponse.error(Json.write(body));
  }

  private void count(String tool, String outcome) {
    metrics.counter("mcpscore.mcp.calls", "tool", tool, "outcome", outcome).increment();
  }
}
