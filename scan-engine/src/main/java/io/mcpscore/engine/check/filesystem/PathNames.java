package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.NamePattern;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions that open, list, change or delete what a path names, by where the path stands. */
final class PathNames {

  /** Group 1 is the operation, without {@code Sync}. */
  static final Pattern NODE =
      Pattern.compile(
          "(?:fs|fs\\.promises|fs-extra|fs-extra\\.default|graceful-fs|fs\\.default|mz/fs)\\."
              + "(?:promises\\.)?(readFile|writeFile|appendFile|open|createReadStream|createWriteStream"
              + "|unlink|rm|rmdir|readdir|opendir|mkdir|chmod|chown|truncate|readJson|readJSON|writeJson"
              + "|writeJSON|outputFile|outputJson|outputJSON|ensureFile|ensureDir|mkdirp|mkdirs|createFile"
              + "|remove|emptyDir|readlink|copyFile|rename|cp|copy|move|symlink|link)(?:Sync)?");

  static final Set<String> NODE_TWO_PATHS =
      Set.of("copyFile", "rename", "cp", "copy", "move", "symlink", "link");

  static final Set<String> OTHER_RUNTIMES =
      words(
          """
          Bun.file Bun.write Deno.readTextFile Deno.readFile Deno.writeTextFile Deno.writeFile
          Deno.remove Deno.mkdir Deno.readDir Deno.open Deno.readTextFileSync Deno.readFileSync
          Deno.writeTextFileSync Deno.writeFileSync Deno.removeSync simple-git simple-git.simpleGit
          adm-zip better-sqlite3 sqlite3.Database adm-zip().addLocalFile adm-zip().addLocalFolder
          archiver().directory archiver().file archiver.default().directory archiver.default().file
          zip-lib.archiveFolder directory-tree readdirp recursive-readdir klaw klaw-sync
          """);

  /** These take what a file holds as well as its path. */
  static final Set<String> PATH_OR_BYTES = Set.of("adm-zip", "adm-zip.default", "better-sqlite3");

  /** The first argument is a pattern or several, which may begin anywhere and climb. */
  static final NamePattern GLOB =
      NamePattern.of(
          "glob(?:\\.default)?(?:\\.(?:glob|globSync|globStream|globStreamSync|globIterate|globIterateSync|sync"
              + "|stream|Glob))?|fast-glob(?:\\.default)?(?:\\.(?:sync|async|glob|globSync|stream|globStream))?"
              + "|globby(?:\\.(?:default|globby|globbySync|globbyStream|sync))?|tiny-glob(?:/sync)?"
              + "|tinyglobby\\.(?:glob|globSync)|fs\\.(?:promises\\.)?(?:glob|globSync)");

  /** Options that say where a search begins or what is packed. */
  static final Set<String> FOLDER_OPTIONS = Set.of("cwd", "root");

  /** How archives of archiver are filled. */
  static final Set<String> ARCHIVE_METHODS = Set.of("directory", "file", "glob");

  /** What such an archive is called. */
  static final Pattern ARCHIVE = Pattern.compile("(?i)\\w{0,20}(?:archive|zip|tar)\\w{0,10}");

  static final Set<String> PYTHON =
      words(
          """
          open io.open aiofiles.open os.open os.remove os.unlink os.rmdir os.removedirs os.listdir
          os.scandir os.walk os.makedirs os.mkdir os.chmod os.chown os.truncate os.readlink
          codecs.open gzip.open bz2.open lzma.open zipfile.ZipFile tarfile.open shelve.open
          linecache.getlines anyio.open_file trio.open_file aiofiles.os.remove aiofiles.os.listdir
          send_file flask.send_file fastapi.responses.FileResponse starlette.responses.FileResponse
          sqlite3.connect duckdb.connect git.Repo git.Repo.init numpy.load numpy.loadtxt
          numpy.genfromtxt numpy.fromfile PIL.Image.open cv2.imread openpyxl.load_workbook
          docx.Document pptx.Presentation PyPDF2.PdfReader pypdf.PdfReader fitz.open pymupdf.open
          pdfplumber.open h5py.File xlrd.open_workbook soundfile.read librosa.load
          markitdown.MarkItDown().convert polars.read_csv polars.read_parquet polars.scan_csv
          polars.scan_parquet pyarrow.parquet.read_table fsspec.open fsspec.open_files
          fsspec.open_local smart_open.open smart_open.smart_open
          """);

  static final NamePattern PANDAS =
      NamePattern.of(
          "pandas\\.read_(?:csv|excel|parquet|json|table|pickle|hdf|feather|xml|fwf|orc|stata|sas)");

  static final Set<String> PYTHON_TWO =
      words(
          """
          os.rename os.replace os.link os.symlink shutil.copy shutil.copy2 shutil.copyfile
          shutil.copytree shutil.move
          """);

  /** Methods that paths alone have, so that the receiver is a path whatever made it. */
  static final Set<String> PATH_METHODS =
      words(
          """
          read_text read_bytes write_text write_bytes unlink rmdir iterdir rglob symlink_to
          hardlink_to
          """);

  static final Set<String> RESOLVED_PATH_METHODS =
      words("open mkdir touch glob rename replace chmod walk");

  private PathNames() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
