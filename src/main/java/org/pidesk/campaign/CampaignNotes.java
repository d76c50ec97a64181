package org.pidesk.campaign;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was decided about a campaign, and in which words; they may name people, and are sealed. */
@Repository
class CampaignNotes {
    private final JdbcClient database;
    private final SealingKey key;
    private final Clock clock;

    CampaignNotes(JdbcClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.key = secrets.sealingKey("campaign", "note");
        this.clock = clock;
    }

    void keep(Reference campaign, Decision decision, String words, String by) {
        database.sql("""
                        insert into campaign_note (campaign, number, what, words, by, at)
                        select :campaign, coalesce(max(number), 0) + 1, :what, :words, :by, :at
                        from campaign_note where campaign = :campaign""")
                .param("campaign", campaign.value())
                .param("what", decision.name())
                .param("words", key.seal(words.getBytes(StandardCharsets.UTF_8), place(campaign)))
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    List<Note> of(Reference campaign) {
        return database.sql("select what, words, by, at from campaign_note where campaign = ? order by number")
                .param(campaign.value())
                .query((row, number) -> new Note(
                        Decision.valueOf(row.getString("what")),
                        new String(key.open(row.getBytes("words"), place(campaign)), StandardCharsets.UTF_8),
                        row.getString("by"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    private static String place(Reference campaign) {
        return "campaign_note/" + campaign;
    }
}
