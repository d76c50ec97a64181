package org.pidesk.campaign;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Takes a list in, row by row as it comes, in the caller's transaction: all of it or nothing. */
@Component
class ListLoad {
    private static final String COPY =
            "copy campaign_recipient (campaign, line, print, sealed, source, minor, status, reason) from stdin";
    private static final int FLUSH = 64 * 1024;

    private final DataSource dataSource;
    private final Prints prints;
    private final CampaignSettings settings;
    private final Clock clock;

    ListLoad(DataSource dataSource, Prints prints, CampaignSettings settings, Clock clock) {
        this.dataSource = dataSource;
        this.prints = prints;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return how many people it has @throws ListRefused when it has a flaw */
    int load(Campaign draft, InputStream file) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                var rows = new Rows(copy, draft.reference(), draft.organisation(), draft.channel());
                var count = new ListReader(LocalDate.now(clock), settings.mostRows())
                        .read(TooLarge.above(settings.largestList().toBytes(), file), true, rows::add);
                rows.flush();
                copy.endCopy();
                return count;
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException broken) {
            // its own message would quote the row
            throw new DataAccessResourceFailureException("the list could not be written");
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private final class Rows {
        private final CopyIn copy;
        private final Reference campaign;
        private final OrganisationId organisation;
        private final Channel channel;
        private final StringBuilder written = new StringBuilder(FLUSH + 1024);

        Rows(CopyIn copy, Reference campaign, OrganisationId organisation, Channel channel) {
            this.copy = copy;
            this.campaign = campaign;
            this.organisation = organisation;
            this.channel = channel;
        }

        void add(Row row) {
            var address = row.person().at(channel);
            written.append(campaign.value()).append('\t').append(row.line()).append('\t');
            bytes(address.map(known -> prints.of(organisation, known)).orElse(null));
            written.append('\t');
            bytes(prints.seal(campaign, row.line(), row.person()));
            written.append('\t')
                    .append(row.source().name())
                    .append('\t')
                    .append(row.minor() ? 't' : 'f')
                    .append('\t')
                    .append(address.isPresent() ? Status.READY : Status.LEFT_OUT)
                    .append('\t')
                    .append(address.isPresent() ? "\\N" : Reason.NO_ADDRESS.name())
                    .append('\n');
            if (written.length() >= FLUSH) {
                flush();
            }
        }

        private void bytes(byte[] value) {
            if (value == null) {
                written.append("\\N");
            } else {
                written.append("\\\\x").append(HexFormat.of().formatHex(value));
            }
        }

        void flush() {
            var ascii = written.toString().getBytes(StandardCharsets.US_ASCII);
            try {
                copy.writeToCopy(ascii, 0, ascii.length);
            } catch (SQLException broken) {
                throw new DataAccessResourceFailureException("the list could not be written");
            }
            written.setLength(0);
        }
    }
}
