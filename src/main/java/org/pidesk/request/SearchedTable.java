package org.pidesk.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A table with the columns that could hold something personal. */
record SearchedTable(String name, List<Column> columns) {
    /** What can hold no address, number or name: moments, truth values, random ids, transaction numbers. */
    private static final Set<String> HARMLESS_TYPES = Set.of(
            "uuid", "bool", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "oid", "xid", "xid8");

    /** Moments and counters of ours, kept as numbers, which would meet a customer number by accident. */
    private static final Set<String> COUNTERS = Set.of(
            "fact_seal.number",
            "fact_seal.facts",
            "identity_limit.expires_at",
            "campaign.quota",
            "campaign_recipient.line",
            "campaign_figure.count",
            "opt_out_list.entries",
            "screening.list_rows",
            "screening.listed");

    /** Chosen by us, never typed of a person: a surname like Abc or Won would stand there and have to stay. */
    private static final Set<String> WORDS_OF_OURS =
            Set.of("contact.organisation", "contact.kind", "contact.state", "lead.status");

    /** Where the organisation and those who work for it and with it are reached: a customer may be one of them. */
    private static final Set<String> ADDRESSES_OF_OURS = Set.of(
            "organisation.email",
            "organisation.phone",
            "organisation.whatsapp",
            "organisation.information_officer",
            "key_contact.email",
            "processing_system.contact_email",
            "processing_system.contact_phone",
            "processing_system.breach_contact",
            "lead.recipient_email");

    /** The same as they stood before, which is told in rows of which each is about one field. */
    private static final String FORMER_ADDRESSES = "t.field in ('contactEmail', 'contactPhone', 'breachContact')";

    /** What a column can say. */
    enum Says {
        ANYTHING,
        /** A word of ours, which is nobody's name. */
        OUR_WORD,
        /** Where somebody is reached who works for the organisation; that they were its customer it does not say. */
        OUR_ADDRESS
    }

    /** Whose row it is, as far as a row says so. */
    record Owner(String organisation, UUID contact, Says says) {}

    record Column(String name, String type) {
        boolean isBytes() {
            return type.equals("bytea");
        }

        boolean isNumeric() {
            return type.startsWith("int") || type.startsWith("float") || type.equals("numeric");
        }
    }

    interface Reader {
        /** @param value text, or bytes */
        void read(Owner owner, String column, Object value);
    }

    static List<SearchedTable> all(JdbcTemplate sql) {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        sql.query("""
                select c.relname, a.attname, t.typname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_type t on t.oid = a.atttypid
                where c.relkind in ('r', 'p', 'm') and not c.relispartition
                    and c.relnamespace = 'public'::regnamespace
                order by c.relname, a.attnum""", row -> {
            tables.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(new Column(row.getString(2), row.getString(3)));
        });
        return tables.entrySet().stream()
                .map(table -> new SearchedTable(table.getKey(), table.getValue()))
                .toList();
    }

    /** Gives every value of every row to the reader, row by row. */
    void read(JdbcTemplate sql, Reader reader) {
        var searched = columns.stream().filter(this::mayHoldSomething).toList();
        if (!searched.isEmpty()) {
            var say = searched.stream().map(this::says).toList();
            sql.query(query(searched), row -> {
                read(row, searched, say, reader);
            });
        }
    }

    private static void read(ResultSet row, List<Column> searched, List<Says> say, Reader reader) throws SQLException {
        var organisation = row.getString(1);
        var contact = row.getObject(2, UUID.class);
        for (int i = 0; i < searched.size(); i++) {
            var column = searched.get(i);
            var value = column.isBytes() ? row.getBytes(i + 3) : row.getString(i + 3);
            if (value != null) {
                reader.read(new Owner(organisation, contact, say.get(i)), column.name(), value);
            }
        }
    }

    private Says says(Column column) {
        var whole = name + "." + column.name();
        if (ADDRESSES_OF_OURS.contains(whole)) {
            return Says.OUR_ADDRESS;
        }
        return WORDS_OF_OURS.contains(whole) ? Says.OUR_WORD : Says.ANYTHING;
    }

    private boolean mayHoldSomething(Column column) {
        return !HARMLESS_TYPES.contains(column.type())
                && !COUNTERS.contains(name + "." + column.name())
                && !(column.isNumeric() && isReckonedByTheEngine(column));
    }

    /** Durations, priorities, counters: the engine lets us write a number into two columns only. */
    private boolean isReckonedByTheEngine(Column column) {
        return name.startsWith("act_")
                && !column.name().equals("long_")
                && !column.name().equals("double_");
    }

    private String query(List<Column> searched) {
        var select =
                new StringBuilder("select ").append(organisation()).append(", ").append(contact());
        for (var column : searched) {
            select.append(", ").append(value(column)).append(column.isBytes() ? "" : "::text");
        }
        return select.append(" from ").append(quoted(name)).append(" t").toString();
    }

    private String value(Column column) {
        var value = "t." + quoted(column.name());
        var isFormer = Set.of("before", "after").contains(column.name());
        return name.equals("system_change") && isFormer
                ? "(case when " + FORMER_ADDRESSES + " then null else " + value + " end)"
                : value;
    }

    private String organisation() {
        if (has("organisation")) {
            return "t.organisation";
        }
        if (name.equals("organisation")) {
            return "t.id";
        }
        return has("contact") ? "(select c.organisation from contact c where c.id = t.contact)" : "null";
    }

    private String contact() {
        if (name.equals("contact")) {
            return "t.id";
        }
        return has("contact") ? "t.contact" : "null::uuid";
    }

    private boolean has(String column) {
        return columns.stream().anyMatch(one -> one.name().equals(column));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
