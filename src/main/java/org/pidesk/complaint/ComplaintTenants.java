package org.pidesk.complaint;

import java.util.Optional;
import org.pidesk.engine.CaseTenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fence around a complaint in the engine is its organisation. */
@Component
class ComplaintTenants implements CaseTenants {
    private final JdbcClient database;

    ComplaintTenants(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<String> tenantOf(String reference) {
        return database.sql("select organisation from marketing_complaint where reference = ?")
                .param(reference)
                .query(String.class)
                .optional();
    }
}
