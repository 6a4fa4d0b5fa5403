package io.mcpscore.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Makes git repositories of one commit. */
public final class TestRepository {

  private static final PersonIdent AUTHOR =
      new PersonIdent("Test", "test@example.org", Instant.EPOCH, ZoneOffset.UTC);

  private TestRepository() {}

  /** Makes a bare repository with one file at its root; answers the commit. */
  public static String bare(Path directory, String file, String text) throws IOException {
    try (Repository repository =
            new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
        ObjectInserter inserter = repository.newObjectInserter()) {
      repository.create(true);
      repository.updateRef(Constants.HEAD).link("refs/heads/main");
      TreeFormatter tree = new TreeFormatter();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      tree.append(file, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      commit.setAuthor(AUTHOR);
      commit.setCommitter(AUTHOR);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef("refs/heads/main");
      update.setNewObjectId(id);
      update.update();
      return id.name();
    }
  }
}
