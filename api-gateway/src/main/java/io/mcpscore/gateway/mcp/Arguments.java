package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.quarkiverse.mcp.server.RawMessage;
import io.vertx.core.json.JsonObject;

/** The arguments of a call, read as strictly as the body of a request. */
final class Arguments {

  private Arguments() {}

  /** As JSON. */
  static byte[] of(RawMessage message) {
    JsonObject params = message.asJsonObject().getJsonObject("params");
    return params.getJsonObject("arguments").toBuffer().getBytes();
  }

  /**
   * A text that has to be there.
   *
   * @throws ApiException {@code INVALID_REQUEST} when it is not
   */
  static String required(Body body, String name) {
    String text = body.text(name);
    if (text == null) {
      throw ApiException.invalidRequest("The argument " + name + " is required");
    }
    return text;
  }

  /**
   * A number within bounds.
   *
   * @throws ApiException {@code INVALID_REQUEST} when it is outside
   */
  static int number(Body body, String name, int least, int most, int usual) {
    Integer number = body.integer(name);
    if (number == null) {
      return usual;
    }
    if (number < least || number > most) {
      throw ApiException.invalidRequest(
          name + " must be a whole number from " + least + " to " + most);
    }
    return number;
  }
}
