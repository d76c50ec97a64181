package org.pidesk.campaign;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many people of a campaign are where; kept as bare numbers once the people are forgotten. */
@Repository
class Figures {
    private final JdbcClient database;

    Figures(JdbcClient database) {
        this.database = database;
    }

    Map<Figure, Integer> of(Campaign campaign) {
        var kept = kept(campaign.reference());
        return kept.isEmpty() ? counted(campaign.reference()) : kept;
    }

    /** By reason; nothing once the people are forgotten, but what was kept of it. */
    Map<Reason, Integer> leftOut(Reference campaign) {
        var reasons = new EnumMap<Reason, Integer>(Reason.class);
        database.sql("select what, count from campaign_figure where campaign = ?")
                .param(campaign.value())
                .query(row -> {
                    reason(row.getString(1), row.getInt(2), reasons);
                });
        if (!reasons.isEmpty()) {
            return reasons;
        }
        database.sql("""
                        select reason, count(*) from campaign_recipient
                        where campaign = ? and status = 'LEFT_OUT' group by reason""").param(campaign.value()).query(row -> {
            reason(row.getString(1), row.getInt(2), reasons);
        });
        return reasons;
    }

    private static void reason(String name, int count, Map<Reason, Integer> into) {
        for (var reason : Reason.values()) {
            if (reason.name().equals(name)) {
                into.put(reason, count);
            }
        }
    }

    /** Before the people are forgotten. */
    void keep(Reference campaign) {
        var figures = new LinkedHashMap<String, Integer>();
        counted(campaign).forEach((figure, count) -> figures.put(figure.name(), count));
        leftOut(campaign).forEach((reason, count) -> figures.put(reason.name(), count));
        figures.forEach((what, count) ->
                database.sql("""
                        insert into campaign_figure (campaign, what, count) values (?, ?, ?)
                        on conflict (campaign, what) do update set count = excluded.count""").params(campaign.value(), what, count).update());
    }

    private Map<Figure, Integer> kept(Reference campaign) {
        var figures = new EnumMap<Figure, Integer>(Figure.class);
        database.sql("select what, count from campaign_figure where campaign = ?")
                .param(campaign.value())
                .query(row -> {
                    for (var figure : Figure.values()) {
                        if (figure.name().equals(row.getString(1))) {
                            figures.put(figure, row.getInt(2));
                        }
                    }
                });
        return figures;
    }

    /** In one statement. */
    private Map<Figure, Integer> counted(Reference campaign) {
        var columns = new StringBuilder();
        for (var figure : Figure.values()) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append("count(*) filter (where ")
                    .append(figure.condition())
                    .append(")");
        }
        return database.sql("select " + columns + " from campaign_recipient where campaign = ?")
                .param(campaign.value())
                .query((row, number) -> {
                    var figures = new EnumMap<Figure, Integer>(Figure.class);
                    for (var figure : Figure.values()) {
                        figures.put(figure, row.getInt(figure.ordinal() + 1));
                    }
                    return figures;
                })
                .single();
    }
}
