package org.pidesk.organisation;

import java.util.List;
import org.pidesk.kernel.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each organisation uses people's information for. */
@Service
@Transactional
public class Purposes {
    private final JdbcClient jdbc;

    Purposes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names a purpose; said again, it takes the place of what was said before. */
    public void declare(OrganisationId organisation, Purpose purpose) {
        jdbc.sql("insert into processing_purpose (organisation, name, ground, law, applies_to) values (?, ?, ?, ?, ?)"
                        + " on conflict (organisation, name) do update set ground = excluded.ground,"
                        + " law = excluded.law, applies_to = excluded.applies_to")
                .params(
                        organisation.value(),
                        purpose.name(),
                        purpose.ground().name(),
                        purpose.law(),
                        purpose.scope().name())
                .update();
    }

    @Transactional(readOnly = true)
    public List<Purpose> of(OrganisationId organisation) {
        return jdbc.sql("select name, ground, law, applies_to as scope from processing_purpose"
                        + " where organisation = ? order by name")
                .param(organisation.value())
                .query(Purpose.class)
                .list();
    }
}
