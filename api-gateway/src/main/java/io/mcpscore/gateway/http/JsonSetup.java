package io.mcpscore.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mcpscore.model.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the resource layer write JSON as the rest of the product does. */
final class JsonSetup {

  @Produces
  @Singleton
  ObjectMapper mapper() {
    return Json.mapper();
  }
}
