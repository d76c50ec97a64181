package org.pidesk.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.pidesk.DatabasePasswords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks on as the database's administrator, whose own statements are not counted. */
final class Spectator implements AutoCloseable {
    private final String url;
    private final DatabasePasswords passwords;
    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;

    Spectator(String url, Path data) {
        this(url, new DatabasePasswords(data));
    }

    private Spectator(String url, DatabasePasswords passwords) {
        this.url = url;
        this.passwords = passwords;
        this.connection = new SingleConnectionDataSource(url, "postgres", passwordOf("postgres"), true);
        this.jdbc = JdbcClient.create(connection);
    }

    String passwordOf(String role) {
        return passwords.of(role);
    }

    /** A role and a database of its own on the same server. */
    Spectator open(String database) {
        change("drop database if exists " + database);
        change("drop role if exists " + database);
        jdbc.sql("create role " + database + " login password '" + database + "'")
                .update();
        jdbc.sql("create database " + database + " owner " + database).update();
        return new Spectator(url.replaceFirst("/[^/]+$", "/" + database), passwords);
    }

    String url() {
        return url;
    }

    void change(String statement) {
        jdbc.sql(statement).update();
    }

    /**
     * After a checkpoint each page goes whole into the write-ahead log once: how many, is the moment's doing and no
     * case's.
     *
     * @return gives the server its own setting back
     */
    Finish withoutWholePages() {
        change("alter system set full_page_writes = off");
        column("select pg_reload_conf()::text");
        return () -> {
            change("alter system reset full_page_writes");
            column("select pg_reload_conf()::text");
        };
    }

    /** A closing that cannot fail. */
    interface Finish extends AutoCloseable {
        @Override
        void close();
    }

    List<String> column(String query) {
        return jdbc.sql(query).query(String.class).list();
    }

    /** Jobs that may run now, by the contestant's own clock. */
    List<String> dueJobs(Instant now) {
        return jdbc.sql("select id_ from act_ru_job where retries_ > 0 and (duedate_ is null or duedate_ <= ?)"
                        + " and " + Crowd.NOT_IN_IT)
                .param(Timestamp.from(now))
                .query(String.class)
                .list();
    }

    Reading read(String database) {
        var row = jdbc.sql(
                        "select coalesce(sum(calls) filter (where query ~* '^\\s*(select|insert|update|delete|with)'), 0),"
                                + " coalesce(sum(rows) filter (where query ~* '^\\s*(insert|update|delete)'), 0),"
                                + " coalesce(sum(calls) filter (where query = 'BEGIN'), 0),"
                                + " coalesce(sum(calls) filter (where query ~* '^\\s*(select|insert|update|delete|with)'"
                                + " and query ~* '\\mact_(ru|hi|ge|re|id)_'), 0),"
                                + " coalesce(sum(wal_bytes), 0)"
                                + " from monitoring.pg_stat_statements s join pg_database d on d.oid = s.dbid"
                                + " join pg_roles r on r.oid = s.userid where d.datname = ? and r.rolname <> 'postgres'")
                .param(database)
                .query((result, number) -> new double[] {
                    result.getDouble(1),
                    result.getDouble(2),
                    result.getDouble(3),
                    result.getDouble(4),
                    result.getDouble(5)
                })
                .single();
        return new Reading(
                row[0], row[1], row[2], row[3], row[4], ownCpu() + cpuMillis(), compiler(), System.nanoTime() / 1e9);
    }

    private static double compiler() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private static double ownCpu() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e6;
    }

    /** What the server's processes have taken, and those that ended; 0 where there is no /proc. */
    double cpuMillis() {
        var backend = jdbc.sql("select pg_backend_pid()").query(Long.class).single();
        return ProcessHandle.of(backend)
                .flatMap(ProcessHandle::parent)
                .map(server -> Stream.concat(Stream.of(server), server.children())
                        .mapToDouble(process ->
                                Ticks.of(Path.of("/proc", Long.toString(process.pid()), "stat"), Ticks.WITH_CHILDREN))
                        .sum())
                .orElse(0.0);
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
