package io.mcpscore.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mcpscore.model.ErrorCode;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.NotFoundException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST, 400",
    "401, UNAUTHORIZED, 401",
    "404, NOT_FOUND, 404",
    "405, METHOD_NOT_ALLOWED, 405",
    "406, NOT_ACCEPTABLE, 406",
    "413, PAYLOAD_TOO_LARGE, 413",
    "415, UNSUPPORTED_MEDIA_TYPE, 415",
    "418, INVALID_REQUEST, 400",
    "431, INVALID_REQUEST, 400",
    "500, INTERNAL_ERROR, 500",
    "502, INTERNAL_ERROR, 500",
    "503, SERVICE_UNAVAILABLE, 503"
  })
  void everyStatusHasACode(int status, ErrorCode code, int answered) {
    assertEquals(code, Errors.ofStatus(status).code());
    assertEquals(answered, Errors.ofStatus(status).code().httpStatus());
  }

  @Test
  void anAwayDatabaseIsNoInternalError() {
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE,
        Errors.of(new CompletionException(new ConnectException("refused"))).code());
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE, Errors.of(new VertxException("closed", true)).code());
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE,
        Errors.of(new PgException("shutting down", "FATAL", "57P01", null)).code());
    assertEquals(
        ErrorCode.INTERNAL_ERROR,
        Errors.of(new PgException("syntax", "ERROR", "42601", null)).code());
  }

  @Test
  void aConnectionThatWasResetIsNoInternalErrorOnLinuxEither() {
    assumeTrue(Epoll.isAvailable(), "only Linux has such errors");
    Throwable reset =
        new NativeIoException("read", io.netty.channel.unix.Errors.ERRNO_ECONNRESET_NEGATIVE);
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, Errors.of(reset).code());
  }

  @Test
  void aConnectionThatWasLostBetweenChoiceAndUseIsNoInternalError() {
    Throwable lost =
        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED");
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, Errors.of(lost).code());
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE,
        Errors.of(new CompletionException(new IllegalStateException(lost))).code());
    assertEquals(ErrorCode.INTERNAL_ERROR, Errors.of(new NoStackTraceThrowable("another")).code());
  }

  @Test
  void whatAClientSentIsTheClientsFault() {
    assertEquals(
        ErrorCode.INVALID_REQUEST,
        Errors.of(new CompletionException(new DecoderException("no multipart"))).code());
    assertEquals(
        ErrorCode.INVALID_REQUEST,
        Errors.of(new PgException("invalid byte sequence", "ERROR", "22021", null)).code());
    assertEquals(
        ErrorCode.INVALID_REQUEST,
        Errors.of(new CompletionException(new SQLException("invalid byte sequence", "22021")))
            .code());
  }

  @Test
  void whatIsExpectedIsFoundBehindWrappersAndWhatIsNotTellsNothing() {
    ApiException expected = ApiException.invalidRequest("why");
    assertEquals(expected.error(), Errors.of(new CompletionException(expected)));
    assertEquals(ErrorCode.NOT_FOUND, Errors.of(new NotFoundException()).code());
    String answer = Errors.of(new IllegalStateException("secret-of-the-house")).toString();
    assertFalse(answer.contains("secret"), answer);
  }
}
