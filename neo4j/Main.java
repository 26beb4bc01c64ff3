import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Runs Neo4j Community from its libraries: java -cp 'lib/*' Main.java HOME. Ends when its input ends or it is told to stop. */
public class Main {
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    DatabaseManagementService service =
        new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(home.resolve("neo4j.conf")).build();
    Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
    System.out.println("ready");
    System.out.flush();
    while (System.in.read() != -1) {}
    System.exit(0);
  }
}
