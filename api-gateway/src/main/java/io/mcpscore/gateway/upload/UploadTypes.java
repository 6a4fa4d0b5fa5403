package io.mcpscore.gateway.upload;

/** Types of a body that is an archive. */
public final class UploadTypes {

  /** A ZIP file. */
  public static final String ZIP = "application/zip";

  /** A ZIP file, as browsers on Windows say. */
  public static final String ZIP_OF_WINDOWS = "application/x-zip-compressed";

  /** A tar file compressed with gzip. */
  public static final String GZIP = "application/gzip";

  /** The same, as older programs say. */
  public static final String GZIP_OF_OLD = "application/x-gzip";

  /** A form with one of these in it. */
  public static final String FORM = "multipart/form-data";

  private UploadTypes() {}
}
