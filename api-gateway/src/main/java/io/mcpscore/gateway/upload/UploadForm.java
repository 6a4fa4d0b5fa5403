package io.mcpscore.gateway.upload;

import io.mcpscore.gateway.http.ApiException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A form with one archive in it.
 *
 * @param content bytes of the archive
 * @param fileName as the client said, or null
 * @param fields the other parts, by name
 */
record UploadForm(byte[] content, String fileName, Map<String, String> fields) {

  private static final String FILE = "file";
  private static final int MOST_PARTS = 16;
  private static final int LONGEST_FIELD = 4096;

  /**
   * Reads {@code multipart/form-data}, in memory.
   *
   * @param contentType header with the boundary
   * @param body as it came
   * @param names of the parts that may be there besides the file
   * @throws ApiException {@code INVALID_REQUEST}
   */
  static UploadForm read(String contentType, byte[] body, Set<String> names) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostRequestDecoder(
              new DefaultHttpDataFactory(false),
              request,
              StandardCharsets.UTF_8,
              MOST_PARTS,
              LONGEST_FIELD);
      return read(decoder, names);
    } catch (ApiException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      // The decoder has many ways to say that a form is none.
      throw malformed();
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
    }
  }

  private static UploadForm read(HttpPostRequestDecoder decoder, Set<String> names)
      throws IOException {
    byte[] content = null;
    String fileName = null;
    Map<String, String> fields = new HashMap<>();
    for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
      String name = part.getName();
      if (part instanceof FileUpload file && name.equals(FILE) && content == null) {
        if (!file.isCompleted()) {
          throw malformed();
        }
        content = file.get();
        fileName = file.getFilename();
      } else if (part instanceof Attribute field && names.contains(name)) {
        if (field.length() > LONGEST_FIELD || fields.put(name, field.getValue()) != null) {
          throw ApiException.invalidRequest(name + " comes twice or is too long");
        }
      } else {
        throw ApiException.invalidRequest(
            "The form must have one file, in the part file, and may have the parts "
                + String.join(", ", names.stream().sorted().toList()));
      }
    }
    if (content == null) {
      throw ApiException.invalidRequest("The form must have a file in the part file");
    }
    return new UploadForm(content, fileName, fields);
  }

  private static ApiException malformed() {
    return ApiException.invalidRequest("The body is no well-formed multipart/form-data");
  }
}
