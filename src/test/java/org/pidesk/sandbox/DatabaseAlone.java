package org.pidesk.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** An application that only writes: it says after each commit how many rows there are, until it is killed. */
final class DatabaseAlone {
    private DatabaseAlone() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        var data = Path.of(arguments[0]);
        var database = new EmbeddedDatabase(data, SandboxSecrets.in(data));
        try (var connection = DriverManager.getConnection(
                        database.url(), EmbeddedDatabase.OWNER, database.passwordOf(EmbeddedDatabase.OWNER));
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists written (number int)");
            for (int number = 1; ; number++) {
                statement.execute("insert into written values (" + number + ")");
                System.out.println(number);
            }
        }
    }
}
