package io.mcpscore.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A folder of bare repositories, laid out as {@code --mirror} wants it. */
public final class FixtureHost {

  private static final PersonIdent AUTHOR =
      new PersonIdent("Fixture", "fixture@example.org", Instant.EPOCH, ZoneOffset.UTC);

  private final Path folder;

  /** Repositories below a folder, which is made when the first one is. */
  public FixtureHost(Path folder) {
    this.folder = folder;
  }

  /** The folder to serve. */
  public Path folder() {
    return folder;
  }

  /**
   * Makes or replaces the only commit of a repository.
   *
   * @param name {@code owner/name}
   * @param files text by path
   */
  public void commit(String name, Map<String, String> files) throws IOException {
    Path directory = folder.resolve(name + ".git");
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build()) {
      if (!Files.exists(directory.resolve("HEAD"))) {
        repository.create(true);
        repository.updateRef(Constants.HEAD).link("refs/heads/main");
      }
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        ObjectId id = commit(inserter, blobs(inserter, files));
        inserter.flush();
        RefUpdate update = repository.updateRef("refs/heads/main");
        update.setNewObjectId(id);
        update.forceUpdate();
      }
    }
  }

  /**
   * Gives a repository branches {@code prefix0}, {@code prefix1} and so on. Each has a commit of
   * its own that differs from all others in one line of one file, so that no scan of it can take
   * over what another one found.
   *
   * @param name {@code owner/name}
   * @param prefixes each of which gets so many
   * @param files text by path, as given to {@link #commit}
   * @param changed the file that differs, in a language where {@code //} begins a comment
   */
  public void branches(
      String name, List<String> prefixes, int count, Map<String, String> files, String changed)
      throws IOException {
    commit(name, files);
    Path directory = folder.resolve(name + ".git");
    StringBuilder refs = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
    try (FileRepository repository = new FileRepository(directory.toFile());
        ObjectInserter inserter = repository.getObjectDatabase().newPackInserter()) {
      Map<String, ObjectId> blobs = blobs(inserter, files);
      Map<String, ObjectId> commits = new TreeMap<>();
      for (String prefix : prefixes) {
        for (int i = 0; i < count; i++) {
          String branch = prefix + i;
          blobs.put(changed, blob(inserter, files.get(changed) + "// " + branch + "\n"));
          commits.put("refs/heads/" + branch, commit(inserter, blobs));
        }
      }
      inserter.flush();
      commits.forEach((ref, id) -> refs.append(id.name()).append(' ').append(ref).append('\n'));
    }
    Files.writeString(directory.resolve("packed-refs"), refs);
  }

  private static Map<String, ObjectId> blobs(ObjectInserter inserter, Map<String, String> files)
      throws IOException {
    Map<String, ObjectId> blobs = new TreeMap<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      blobs.put(file.getKey(), blob(inserter, file.getValue()));
    }
    return blobs;
  }

  private static ObjectId blob(ObjectInserter inserter, String text) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectId commit(ObjectInserter inserter, Map<String, ObjectId> blobs)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    blobs.forEach(
        (path, blob) -> {
          DirCacheEntry entry = new DirCacheEntry(path);
          entry.setFileMode(FileMode.REGULAR_FILE);
          entry.setObjectId(blob);
          builder.add(entry);
        });
    builder.finish();
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(index.writeTree(inserter));
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    commit.setMessage("fixture");
    return inserter.insert(commit);
  }

  /** Lays the same files out as a plain directory. */
  public static Path directory(Path target, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return target;
  }

  /** A server with one honest tool and one that hands its argument to a shell. */
  public static Map<String, String> notesServer() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "package.json",
        """
        {"name": "notes-mcp", "version": "1.0.0", "type": "module",
         "dependencies": {"@modelcontextprotocol/sdk": "1.25.2", "zod": "3.25.0"}}
        """);
    files.put(
        "src/index.ts",
        """
        import { exec } from "node:child_process";
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        import { z } from "zod";

        const server = new McpServer({ name: "notes", version: "1.0.0" });

        server.registerTool(
          "add_numbers",
          { description: "Adds two numbers.", inputSchema: { a: z.number(), b: z.number() } },
          async ({ a, b }) => ({ content: [{ type: "text", text: String(a + b) }] }),
        );

        server.registerTool(
          "find_note",
          { description: "Searches the notes for a word.", inputSchema: { word: z.string() } },
          async ({ word }) => {
            const found = await new Promise<string>((done, fail) =>
              exec(`grep -r ${word} notes`, (error, out) => (error ? fail(error) : done(out))),
            );
            return { content: [{ type: "text", text: found }] };
          },
        );
        """);
    return files;
  }

  /** A server without a defect. */
  public static Map<String, String> cleanServer() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pyproject.toml", "[project]\nname = \"clock\"\ndependencies = [\"mcp==1.20.0\"]\n");
    files.put(
        "clock/server.py",
        """
        from datetime import datetime, timezone

        from mcp.server.fastmcp import FastMCP

        mcp = FastMCP("clock")


        @mcp.tool()
        def now() -> str:
            \"""Tells the time in UTC.\"""
            return datetime.now(timezone.utc).isoformat()
        """);
    return files;
  }

  /** A server beside so much code that its scan takes several seconds. */
  public static Map<String, String> largeServer() {
    return largeServer(700);
  }

  /**
   * A server beside other code.
   *
   * @param count files of about 22 KB
   */
  public static Map<String, String> largeServer(int count) {
    Map<String, String> files = new LinkedHashMap<>(notesServer());
    for (int file = 0; file < count; file++) {
      StringBuilder text = new StringBuilder();
      for (int function = 0; function < 90; function++) {
        text.append("export function f%d_%d(a: number, b: string) {\n".formatted(file, function))
            .append("  const list = [a, b, { key: `value ${a}`, other: [1, 2, 3] }];\n")
            .append("  return list.map((x, i) => (i > a ? x : String(x) + b)).join(\", \");\n}\n");
      }
      files.put("src/generated-by-hand/part%d.ts".formatted(file), text.toString());
    }
    return files;
  }
}
