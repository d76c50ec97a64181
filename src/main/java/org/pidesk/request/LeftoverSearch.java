package org.pidesk.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks for what should be gone: reads every row of every table once, Camunda's too, whatever the number of cases, and
 * in flat memory. Tables and columns are asked of the database, so that a new one is searched without being told.
 */
@Component
class LeftoverSearch {
    private static final int FETCHED_AT_ONCE = 500;

    private final JdbcTemplate sql;

    LeftoverSearch(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setFetchSize(FETCHED_AT_ONCE);
    }

    /**
     * What a case looks for.
     *
     * @param organisation whose rows count; that another holds the same person is its own affair
     * @param numbers the old customer and lead numbers
     * @param names looked for in the rows of the records only: elsewhere they may be somebody else's
     * @param records the contacts that were de-identified
     * @param others the contacts that lawfully keep an address or a number
     */
    record Needles(
            Reference reference,
            OrganisationId organisation,
            List<Address> addresses,
            List<Long> numbers,
            List<String> names,
            List<UUID> records,
            List<UUID> others) {

        /** Another organisation's row, one of somebody who lawfully has the same address, or where somebody works. */
        boolean leavesAlone(SearchedTable.Owner owner) {
            return owner.organisation() != null && !owner.organisation().equals(organisation.value())
                    || owner.contact() != null && others.contains(owner.contact())
                    || owner.says() == SearchedTable.Says.OUR_ADDRESS && !isTheirs(owner.contact());
        }

        private boolean isTheirs(UUID contact) {
            return contact != null && records.contains(contact);
        }
    }

    /** Where something was found, and in how many rows; never what. */
    record Hit(Reference reference, String table, String column, long count) {}

    @Transactional(readOnly = true)
    public List<Hit> search(Collection<Needles> cases) {
        var matcher = new NeedleMatcher(cases);
        var found = new TreeMap<Hit, Long>(
                Comparator.comparing((Hit hit) -> hit.reference().value())
                        .thenComparing(Hit::table)
                        .thenComparing(Hit::column));
        for (var table : SearchedTable.all(sql)) {
            table.read(sql, (owner, column, value) -> {
                for (var one : matcher.casesIn(value, owner)) {
                    found.merge(new Hit(one.reference(), table.name(), column, 0), 1L, Long::sum);
                }
            });
        }
        return found.entrySet().stream().map(LeftoverSearch::counted).toList();
    }

    private static Hit counted(Map.Entry<Hit, Long> found) {
        var hit = found.getKey();
        return new Hit(hit.reference(), hit.table(), hit.column(), found.getValue());
    }
}
