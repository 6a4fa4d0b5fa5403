package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.Times;
import io.mcpscore.model.RepositoryAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;

/** What lists show of a scan; never written through this class. */
@Entity
@Immutable
@Table(name = "scan")
public class ListedScan {

  @Id private String id;

  @Column(name = "account_id")
  private long accountId;

  private String host;
  private String owner;
  private String name;
  private String status;
  private Integer score;
  private String grade;

  @Column(name = "safety_score")
  private Integer safetyScore;

  @Column(name = "safety_grade")
  private String safetyGrade;

  @Column(name = "findings_count")
  private Integer findingsCount;

  @Column(name = "result_of")
  private String resultOf;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "completed_at")
  private OffsetDateTime completedAt;

  protected ListedScan() {}

  long accountId() {
    return accountId;
  }

  String id() {
    return id;
  }

  ScanPage.Item item() {
    return new ScanPage.Item(
        id,
        status,
        new RepositoryAddress(host, owner, name, null, null).url(),
        score,
        grade,
        safetyScore,
        safetyGrade,
        findingsCount,
        resultOf != null,
        Times.seconds(createdAt),
        Times.seconds(completedAt));
  }
}
