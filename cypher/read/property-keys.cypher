// Which properties are in use?
CALL db.propertyKeys() YIELD propertyKey
RETURN propertyKey AS name
ORDER BY name
