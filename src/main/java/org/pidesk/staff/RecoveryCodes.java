package org.pidesk.staff;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ten codes to keep on paper, each good once in the place of the app's. */
@Repository
class RecoveryCodes {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Nothing that is taken for something else on paper. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 16;
    private static final int HOW_MANY = 10;

    private final JdbcClient sql;
    private final Secrets secrets;

    RecoveryCodes(JdbcClient sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /** New ones, in the place of those before. Only now can they be read. */
    List<String> renew(String username) {
        forget(username);
        var codes = new ArrayList<String>();
        while (codes.size() < HOW_MANY) {
            var code = random();
            sql.sql("insert into recovery_code (username, hash) values (?, ?)")
                    .params(username, hash(secrets, username, plain(code)))
                    .update();
            codes.add(code);
        }
        return codes;
    }

    /** Uses a code up; false when it is none of this member's. */
    boolean use(String username, String typed) {
        return secrets.eachRoot().stream()
                        .mapToInt(root -> sql.sql("delete from recovery_code where username = ? and hash = ?")
                                .params(username, hash(root, username, plain(typed)))
                                .update())
                        .sum()
                > 0;
    }

    int left(String username) {
        return sql.sql("select count(*) from recovery_code where username = ?")
                .param(username)
                .query(Integer.class)
                .single();
    }

    void forget(String username) {
        sql.sql("delete from recovery_code where username = ?").param(username).update();
    }

    static boolean looksLikeOne(String typed) {
        return plain(typed).length() == LENGTH;
    }

    private static String random() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    }

    private static byte[] hash(Secrets root, String username, String code) {
        return root.fingerprint(code, "staff", "recovery", username);
    }
}
