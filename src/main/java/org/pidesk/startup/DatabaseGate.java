package org.pidesk.startup;

import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Looks at the migrated database before the first page is served and the first job runs. */
@Component
@Profile(ProductionGate.PROFILE)
class DatabaseGate implements SmartInitializingSingleton {
    private final DataSource database;
    private final Clock clock;

    DatabaseGate(DataSource database, @Qualifier("clockOfMachine") Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try (var connection = database.getConnection()) {
            RefusedToStart.because(new ProductionDatabase(connection, clock).refusals());
        } catch (SQLException unreadable) {
            throw new IllegalStateException("The database cannot be examined.", unreadable);
        }
    }
}
