package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;

/**
 * A place where an MCP endpoint is offered over HTTP.
 *
 * @param call what offers it
 * @param kind by which library
 * @param certain false when the transport is chosen by a setting and may be stdio
 */
public record Endpoint(Call call, Kind kind, boolean certain) {

  /** What library the endpoint is of; they differ in what they check by themselves. */
  public enum Kind {
    /** A transport object of the TypeScript SDK. */
    SCRIPT_TRANSPORT,
    /** {@code start} of the package fastmcp for TypeScript. */
    SCRIPT_FASTMCP,
    /** The high-level server of the Python SDK, which checks hosts when it is bound to loopback. */
    PYTHON_SDK,
    /** A session manager or SSE transport of the Python SDK. */
    PYTHON_TRANSPORT,
    /** The package fastmcp for Python, which checks neither. */
    PYTHON_FASTMCP
  }
}
